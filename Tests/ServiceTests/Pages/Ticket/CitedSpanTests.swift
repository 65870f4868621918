import Testing

@testable import Service

@Suite struct CitedSpanTests {
    @Test(arguments: [
        "", "One.", "One. Two! Three?\nFour\n\nFive", "a.b.c 1.2.3 v7.4", "打印机坏了。请重启！", "…\u{0}\r\n x", " . . . ",
    ])
    func togetherTheSegmentsAreTheText(text: String) {
        let spans = CitedSpans(text, for: [("reply-0", text)])
        #expect(spans.segments.map(\.text).joined().unicodeScalars.elementsEqual(text.unicodeScalars))
    }

    @Test func marksWhatASentenceSharesMostWordsWith() {
        let text =
            "Check the cables first.\nRestart the print spooler and clear the queue. Then call back.\nNothing else."
        let spans = CitedSpans(
            text, for: [("steps-0", "Restart the print spooler."), ("steps-1", "Call the vendor about its warranty")])
        #expect(spans.segments.filter { !$0.sentences.isEmpty }.map(\.sentences) == [["steps-0"]])
        #expect(
            spans.segments.first { !$0.sentences.isEmpty }?.text == "Restart the print spooler and clear the queue. ")
    }

    @Test(arguments: [
        ("Printing on Windows 10", "Microsoft Windows 11 Pro", "Speaks of Windows 10; PC has Windows 11."),
        ("Windows 10 and Windows 11", "Windows 11", nil), ("Windows 11", "Windows 11 Pro", nil),
        ("Printers", "Windows 11", nil),
        ("Windows Server 2016", "Windows 11", nil),
        (
            "Windows Server 2016", "Windows Server 2022 Standard",
            "Speaks of Windows Server 2016; PC has Windows Server 2022."
        ),
        ("Windows 10", "Debian 12", nil), ("Windows 100", "Windows 11", nil),
    ])
    func aDocumentForAnotherWindowsContradicts(document: String, os: String, words: String?) {
        #expect(WindowsVersions.contradiction(document: document, os: os, host: "PC") == words)
    }
}
