/// A line of a BEIR collection's `corpus.jsonl` or `queries.jsonl`.
///
/// Source: Thakur et al., “BEIR: A Heterogeneous Benchmark for Zero-shot Evaluation of Information Retrieval Models” (2021).
struct BEIRText: Decodable, Sendable {
    var id: String
    var title: String
    var text: String

    private enum CodingKeys: String, CodingKey {
        case id = "_id"
        case title, text
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decode(String.self, forKey: .id)
        title = try container.decodeIfPresent(String.self, forKey: .title) ?? ""
        text = try container.decodeIfPresent(String.self, forKey: .text) ?? ""
    }
}
