import Domain
import Testing

@testable import Service

@Suite struct CSVTextTests {
    private func line(_ fields: [CSVText.Field]) -> String {
        var csv = CSVText()
        csv.add(fields)
        return String(decoding: csv.bytes, as: UTF8.self)
    }

    @Test(arguments: [
        ("plain", "plain"), ("", ""), ("a,b", "\"a,b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""), ("a\nb", "\"a\nb\""),
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), ("\tx", "'\tx"),
        ("\rx", "\"'\rx\""), ("=\"a\",b", "\"'=\"\"a\"\",b\""), ("a=1", "a=1"), ("über", "über"),
    ])
    func text(_ given: String, _ written: String) {
        #expect(line([.text(given)]) == written + "\r\n")
    }

    @Test func numbersStayNumbers() {
        #expect(line([.text("a"), .number("-0.5"), .nothing, .integer(3)]) == "a,-0.5,,3\r\n")
    }

    @Test func aTableWritesSharesWithTheirIntervals() {
        let table = ReportTable(
            id: "x", title: "X", columns: [.words("A", "a"), .share("S", "s"), .number("N", "n")],
            rows: [
                [.words("-x"), .share(Share(15, of: 20)), .count(12_345)],
                [.missing("none"), .share(Share(1, of: 2)), .seconds(nil)],
            ])
        #expect(
            String(decoding: table.csv().bytes, as: UTF8.self)
                == "a,s,s_low,s_high,n\r\n'-x,0.7500,0.5313,0.8881,12345\r\n,,,,\r\n")
    }
}
