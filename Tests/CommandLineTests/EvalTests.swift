import Foundation
import Testing

@Suite("eval: measures on a labelled collection")
struct EvalTests {
    private let folder: Folder

    init() throws {
        folder = try Folder()
        try folder.write(
            "corpus.jsonl",
            """
            {"_id": "d3", "title": "Printer", "text": "Restart the spooler service when the print queue hangs."}
            {"_id": "d1", "title": "VPN", "text": "The tunnel stops at 98 percent: renew the certificate."}
            {"_id": "d2", "title": "Backup", "text": "A failed backup with 0x80070005 lacks rights on the share."}

            """)
        try folder.write(
            "queries.jsonl",
            """
            {"_id": "q1", "text": "print queue hangs"}
            {"_id": "q2", "text": "backup failed 0x80070005"}
            {"_id": "q3", "text": "something that nobody judged"}

            """)
        try folder.write("qrels.tsv", "query-id\tcorpus-id\tscore\nq1\td3\t1\nq2\td1\t1\n")
    }

    private func eval(_ arguments: String..., corpus: String = "corpus.jsonl") throws -> Program.Run {
        try Program.run(
            ["eval", "--corpus", corpus, "--queries", "queries.jsonl", "--qrels", "qrels.tsv"] + arguments, in: folder)
    }

    @Test("Figures, per query too; the run file holds what was ranked")
    func figures() throws {
        let run = try eval("--json", "--run", "run.trec", "--threads", "3")
        #expect(run.status == 0, "\(run.errors)")
        let report = try #require(run.objects.first)
        let quality = try #require(report["quality"] as? [String: Double])
        let queries = try #require(report["queries"] as? [String: [String: Double]])
        #expect(Set(queries.keys) == ["q1", "q2"])
        #expect(queries["q1"]?["ndcg10"] == 1)
        #expect(queries["q2"]?["ndcg10"] == 0)
        #expect(quality["mrr10"] == 0.5)
        let index = try #require(report["index"] as? [String: Double])
        #expect(index["documents"] == 3)
        #expect((index["bytes"] ?? 0) > 512)
        #expect(try folder.lines("run.trec").contains { $0.hasPrefix("q1 Q0 d3 1 ") })
        #expect(!folder.has("sidenote-data"))
    }

    @Test("As text it says what was measured")
    func text() throws {
        let text = try eval().text
        for word in ["3 records, 2 judged queries", "nDCG@10", "recall@100", "p50", "one thread"] {
            #expect(text.contains(word), "\(word) in \(text)")
        }
    }

    @Test("TREC qrels are read as well")
    func trec() throws {
        try folder.write("qrels.tsv", "q1 0 d3 1\nq2 0 d2 2\n")
        let report = try #require(try eval("--json").objects.first)
        #expect((report["quality"] as? [String: Double])?["ndcg10"] == 1)
    }

    @Test(
        "What is wrong is said with its place, and no run file is left",
        arguments: [
            ("corpus.jsonl", "{\"_id\": \"d1\", \"text\": \"one\"}\nnot json\n", "corpus.jsonl line 2"),
            ("corpus.jsonl", "", "no records"),
            ("corpus.jsonl", "{\"_id\": \"d1\", \"text\": \"a\"}\n{\"_id\": \"d1\", \"text\": \"b\"}\n", "line 2"),
            ("queries.jsonl", "{\"_id\": \"other\", \"text\": \"one\"}\n", "“q1” has judgments and no text"),
            ("queries.jsonl", "{\"text\": \"one\"}\n", "queries.jsonl line 1"),
            ("qrels.tsv", "query-id\tcorpus-id\tscore\nq1\td3\tmany\n", "line 2"),
            ("qrels.tsv", "query-id\tcorpus-id\tscore\n", "no judgments"),
            ("qrels.tsv", "one\ntwo\n", "line 1"),
            ("corpus.jsonl", "{\"_id\": \"d 3\", \"text\": \"print queue hangs\"}\n", "holds a space"),
        ])
    func badInput(file: String, content: String, message: String) throws {
        try folder.write(file, content)
        let run = try eval("--run", "run.trec")
        #expect(run.status == 3, "\(run.status): \(run.errors)")
        #expect(run.errors.contains(message), "\(run.errors)")
        #expect(!folder.has("run.trec"))
    }

    @Test("A missing file and impossible numbers are refused")
    func usage() throws {
        #expect(try eval(corpus: "none.jsonl").status == 3)
        #expect(try eval("-k", "0").status == 1)
        #expect(try eval("--threads", "0").status == 1)
        // The output must not replace an input.
        #expect(try eval("--run", "corpus.jsonl").status == 3)
        #expect(try folder.text("corpus.jsonl").contains("spooler"))
    }
}
