import Glibc

/// How terms are weighted. SMART-style: documents `b.t.b` (saturated term frequency with length normalisation, no idf),
/// queries `s.t.n` (square root of the weighted term frequency times idf, no normalisation); two document fields.
///
///     score(q, d) = Σ_t  w(t, q) · ( idf(t) · tf'(t, d; k1, b) + titleWeight · idf_title(t) · tf'(t, title(d); k1', b') )
///     tf'(t, d; k1, b) = tf · (k1 + 1) / (tf + k1 · (1 − b + b · len(d) / avglen))
///     idf(t)           = ln(1 + (N − df + ½) / (df + ½))
///     w(t, q)          = √( Σ_fields fieldWeight · tf(t, field) )
///
/// “Words” is title and body together, “title” the title alone. N, df and the average lengths are those of the scope:
/// the client's own records and the shared ones, nothing else.
/// Sources: Robertson and Zaragoza, “The Probabilistic Relevance Framework: BM25 and Beyond” (2009) for tf' and idf;
/// Salton and Buckley, “Term-weighting approaches in automatic text retrieval” (1988) for the notation. The values are
/// the first stage of the recipe measured on the labelled collections (see docs/retrieval.md).
public struct Weighting: Hashable, Sendable {
    /// Saturation of a term's frequency in title and body together.
    public var k1: Float = 1.4
    /// Length normalisation of the same, 0 none to 1 full.
    public var b: Float = 0.85
    public var titleK1: Float = 1.2
    public var titleB: Float = 0.5
    /// Share of the title score.
    public var titleWeight: Float = 0.4
    /// How often a query term counts when it stands in the ticket's subject.
    public var subjectWeight: Float = 1.5
    /// How often it counts when it is an entity of the ticket (host name, error code, product, …).
    public var entityWeight: Float = 1
    /// Terms of a query beyond this many, lightest first, are left out.
    public var maximumQueryTerms = 56

    public init() {}

    static func idf(documents: Int, frequency: Int) -> Float {
        logf(1 + (Float(documents - frequency) + 0.5) / (Float(frequency) + 0.5))
    }
}
