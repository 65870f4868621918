/// Abbreviations after which a full stop ends no sentence.
struct SentenceWords: Sendable {
    /// Never the end, whatever follows.
    let titles = WordTable(
        words: """
            dr mr mrs ms prof st hr fr frau herr sr sra mme mlle dipl ing rev gen col sgt lt capt hon approx vs ca bzw z zb \
            d h u zzgl inkl exkl ggf evtl bspw usw resp mind max min tel fax nr no art abs vgl siehe s p pp fig eq sec vol \
            ed eds cf eg ie viz al p.ej ej ud uds av env tél téléph réf ext dept div attn re ver rev bldg ste rm fl apt
            """)
    /// The end only when a capital follows that does not continue a name.
    let trailing = WordTable(
        words:
            "inc ltd llc corp co gmbh plc etc jr bros est am pm a.m p.m uhr usw jan feb mar apr jun jul aug sep sept oct nov dec"
    )
    /// Words before a number: `No. 5`, `Nr. 7`.
    let numbering = WordTable(words: "no nr fig sec art abs vol p pp ver step núm n° ext rm room")
    let months = EntityWords.table.months
}
