import CLibzip
import Domain
import Foundation
import Testing

@testable import Connectors

@Suite struct RunbookTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A zip archive with one deflated member.
    private func zip(_ name: String, member: String, _ bytes: [UInt8]) throws -> String {
        let path = folder.path + "/" + name
        var code: Int32 = 0
        let archive = try #require(zip_open(path, ZIP_CREATE, &code))
        try bytes.withUnsafeBytes { content in
            let source = zip_source_buffer(archive, content.baseAddress, zip_uint64_t(content.count), 0)
            #expect(zip_file_add(archive, member, source, 0) >= 0)
            try #require(zip_close(archive) == 0)
        }
        return path
    }

    private func word(_ body: String) throws -> WordText {
        let xml = """
            <?xml version="1.0"?><w:document xmlns:w="w" xmlns:mc="mc"><w:body>\(body)</w:body></w:document>
            """
        return try WordText(path: try zip(UUID().uuidString + ".docx", member: "word/document.xml", Array(xml.utf8)))
    }

    @Test(arguments: [
        ("<w:p><w:r><w:t>Split </w:t></w:r><w:r><w:t>run</w:t></w:r></w:p>", "Split run\n"),
        ("<w:p><w:pPr><w:pStyle w:val=\"Heading2\"/></w:pPr><w:r><w:t>Check</w:t></w:r></w:p>", "## Check\n"),
        ("<w:p><w:pPr><w:pStyle w:val=\"berschrift1\"/></w:pPr><w:r><w:t>Prüfen</w:t></w:r></w:p>", "# Prüfen\n"),
        ("<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>one</w:t></w:r></w:p>", "- one\n"),
        (
            "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p>"
                + "</w:tc></w:tr></w:tbl>", "a | b\n\n"
        ),
        (
            "<w:p><w:del><w:r><w:t>gone</w:t></w:r></w:del><w:r><w:t>kept</w:t><w:tab/><w:t>x</w:t></w:r></w:p>",
            "kept\tx\n"
        ),
        ("<w:p><mc:Fallback><w:r><w:t>twice</w:t></w:r></mc:Fallback><w:r><w:t>once</w:t></w:r></w:p>", "once\n"),
        ("<w:p><w:r><w:instrText>HYPERLINK x</w:instrText></w:r><w:r><w:t>link</w:t></w:r></w:p>", "link\n"),
        ("<w:p/>", ""),
    ])
    func readsWordText(_ body: String, _ expected: String) throws {
        #expect(try word(body).text == expected)
    }

    @Test func aZipBombIsRefused() throws {
        let blanks = [UInt8](repeating: 32, count: 80 << 20)
        let problem = #expect(throws: Problem.self) {
            try WordText(path: try zip("bomb.docx", member: "word/document.xml", blanks))
        }
        #expect(problem?.what.contains("unpacks to far more") == true)
    }

    @Test func brokenWordFilesAreProblems() throws {
        #expect(throws: Problem.self) { try WordText(path: try folder.write("a.docx", "no zip")) }
        #expect(throws: Problem.self) { try WordText(path: try zip("b.docx", member: "x", [1])) }
        #expect(throws: Problem.self) { try word("<w:p><w:r>") }
        // Entities are never expanded.
        let xml = "<!DOCTYPE d [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;\">]><d><p><t>&b;x</t></p></d>"
        let path = try zip("c.docx", member: "word/document.xml", Array(xml.utf8))
        #expect(try WordText(path: path).text == "x\n")
    }

    @Test func deepNestingDoesNotCrash() throws {
        let deep = String(repeating: "<w:x>", count: 100_000)
        #expect(throws: Problem.self) { try word(deep) }
    }

    @Test func frontMatterIsRead() {
        let front = FrontMatter(
            "---\r\ntitle: \"VPN: how\"\r\ntags: [a, 'b c']\r\nlist:\r\n- x\r\n- y\r\n---\r\n# Body\r\n")
        #expect(front.text("title") == "VPN: how")
        #expect(front.list("tags") == ["a", "b c"])
        #expect(front.list("list") == ["x", "y"])
        #expect(front.body == "# Body\r\n")
        #expect(FrontMatter("---\nno end").body == "---\nno end")
        #expect(FrontMatter("").body == "")
    }

    @Test(arguments: [
        ("<html><h1 class=x>Reset <b>MFA</b> &amp; more</h1>", "Reset MFA & more"),
        ("<TITLE>\n Printer \n queue</TITLE>", "Printer queue"), ("<p>none</p>", ""), ("<h1>open", ""), ("", ""),
    ])
    func htmlTitles(_ html: String, _ title: String) {
        #expect(HTMLTitle.find(in: html) ?? "" == title)
    }

    @Test(arguments: [
        ("vpn.md", FileRules.Verdict.take), ("Passwords.md", .refuse), ("admin-credentials.docx", .refuse),
        ("site.kdbx", .refuse), ("ca.pem", .refuse), ("id_rsa", .refuse), ("Passwords-Devices.csv", .refuse),
        (".git", .skip), ("~$memo.docx", .skip), ("x.tmp", .skip), ("desktop.ini", .skip), ("Thumbs.db", .skip),
    ])
    func namesDecide(_ name: String, _ verdict: FileRules.Verdict) {
        #expect(FileRules.verdict(name) == verdict)
    }

    @Test func walksWithoutCirclesAndWithoutLeaving() throws {
        try folder.write("walked/a/one.md", "x")
        try folder.write("outside.md", "x")
        let manager = FileManager.default
        try manager.createSymbolicLink(atPath: folder.path + "/walked/a/loop", withDestinationPath: "..")
        try manager.createSymbolicLink(atPath: folder.path + "/walked/self", withDestinationPath: "self")
        try manager.createSymbolicLink(atPath: folder.path + "/walked/out.md", withDestinationPath: "../outside.md")
        try manager.createSymbolicLink(atPath: folder.path + "/walked/in.md", withDestinationPath: "a/one.md")
        try folder.write("walked/new\nline.md", "x")
        let walk = try FolderWalk(folder.path + "/walked")
        #expect(walk.files.map(\.relative) == ["a/one.md", "in.md", "new\nline.md"])
        #expect(walk.problems.map(\.relative).sorted() == ["out.md", "self"])
        #expect(PathText.display("new\nline.md") == "new\\nline.md")
    }

    private static let hasPDF = ["/usr/bin/pdftotext", "/usr/local/bin/pdftotext"].contains {
        FileManager.default.fileExists(atPath: $0)
    }

    @Test(.enabled(if: hasPDF, "pdftotext is not installed"))
    func readsPDF() throws {
        let path = try folder.write("x.pdf", MiniPDF.make(text: "Restart the broker"))
        #expect(try PDFText().read(path: path) == .text("Restart the broker"))
        let encrypted = try folder.write("y.pdf", MiniPDF.make(text: "hidden", isEncrypted: true))
        #expect(try PDFText().read(path: encrypted) == .none("it is encrypted"))
        let broken = try folder.write("z.pdf", "%PDF-1.4 nothing")
        #expect(try PDFText().read(path: broken) == .none("it is damaged or no PDF"))
        let empty = try folder.write("e.pdf", MiniPDF.make(text: ""))
        #expect(try PDFText().read(path: empty) == .none("it holds no text (a scan?)"))
    }

    @Test func aMissingProgramLeavesTheTitle() throws {
        let path = try folder.write("how-to_print.pdf", "%PDF")
        let pdf = PDFText(program: "pdftotext-that-is-not-there")
        let runbook = try RunbookReader(pdf: pdf).read(path: path, name: "how-to_print.pdf")
        #expect(runbook.title == "how to print")
        #expect(runbook.warning?.contains("poppler-utils") == true)
    }

    @Test func childrenAreStoppedInTime() throws {
        let slow = try #require(try ChildProcess(timeoutSeconds: 1).run("sleep", ["20"]))
        #expect(slow.timedOut)
        let endless = try #require(try ChildProcess(outputLimit: 1 << 16).run("yes", []))
        #expect(endless.wasCut)
        let failing = try #require(try ChildProcess().run("false", []))
        #expect(failing.status == 1)
    }
}

/// The smallest PDF with one line of text.
enum MiniPDF {
    static func make(text: String, isEncrypted: Bool = false) -> String {
        let content = "BT /F1 12 Tf 72 720 Td (\(text)) Tj ET"
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            "<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            "<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <\(String(repeating: "41", count: 32))> "
                + "/U <\(String(repeating: "42", count: 32))> >>",
        ]
        var pdf = "%PDF-1.4\n"
        var offsets: [Int] = []
        for (index, object) in objects.enumerated() {
            offsets.append(pdf.utf8.count)
            pdf += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let start = pdf.utf8.count
        pdf += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
        for offset in offsets { pdf += String(format: "%010d 00000 n \n", offset) }
        let encrypt = isEncrypted ? "/Encrypt 6 0 R /ID [<0011> <0011>] " : ""
        return pdf + "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R \(encrypt)>>\nstartxref\n\(start)\n%%EOF\n"
    }
}
