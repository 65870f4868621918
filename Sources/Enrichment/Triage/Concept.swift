/// Something tickets are about, in the words of people who are not technicians and in the words of runbooks.
///
/// One table serves triage (the category of what is recognised), retrieval (a ticket that says “the drive is nearly
/// full” is also asked about in the runbook's words) and device matching (whose machine it happens on).
struct Concept: Sendable {
    var category: String
    /// Words and phrases that speak of it, lower case, separated by commas. A trailing `*` matches any ending; a leading
    /// `~` marks a word that is common elsewhere too and counts little; phrases count more than single words.
    var signs: String
    /// Words under which runbooks treat it.
    var terms: String
    /// Whether it happens on the computer of the person who reports it.
    var isPersonal: Bool

    init(_ category: String, isPersonal: Bool = false, signs: String, terms: String) {
        self.category = category
        self.signs = signs
        self.terms = terms
        self.isPersonal = isPersonal
    }
}
