import Foundation
import Testing

@Suite("demo")
struct DemoTests {
    @Test("Twice: the second run begins anew")
    func twice() throws {
        let folder = try Folder()
        for _ in 0..<2 {
            let run = try Program.run(
                ["demo", "-o", "demo", "--fixtures", Project.fixtures, "--rows", "5"], in: folder)
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.text.contains("106 tickets enriched"))
            #expect(run.text.contains("… and 101 more"))
            #expect(run.text.contains("report.html"))
        }
        #expect(try folder.lines("demo/enriched.jsonl").count == 106)
        #expect(try folder.text("demo/report.html").hasSuffix("</html>\n"))
        #expect(try !folder.names("demo").contains { $0.hasSuffix(".partial") })
    }

    @Test("A folder with other things in it is not emptied")
    func foreign() throws {
        let folder = try Folder()
        try folder.write("mine/notes.txt", "keep")
        let run = try Program.run(["demo", "-o", "mine", "--fixtures", Project.fixtures], in: folder)
        expectProblem(run, status: 3, "this folder holds other things than a demo. mine.")
        #expect(try folder.text("mine/notes.txt") == "keep")
    }

    @Test("Sample data that is not there")
    func noFixtures() throws {
        let folder = try Folder()
        let run = try Program.run(["demo", "--fixtures", "none"], in: folder)
        expectProblem(run, status: 3, "there is no sample data here. none.")
        #expect(try folder.names().isEmpty)
    }
}
