// Written by scripts/embed-assets from Web/css/64-ledger.css. Do not edit.
// swift-format-ignore-file

extension EmbeddedAssets {
    static let style64LedgerCSS: StaticString = ##"""
.page-head .row form{display:contents}
.tabs + .filters{margin-top:var(--s3)}
.ledger{min-width:58rem}
.ledger .when{white-space:nowrap}
.ledger td, .ledger th{overflow-wrap:anywhere}
.ledger .client{max-width:10rem;vertical-align: bottom}
.proof{overflow-wrap:anywhere}
.proof .facts > div{grid-template-columns:9rem minmax(0, 1fr)}
.proof + h2, .proof + .proof{margin-top:var(--s5)}
.card.proof > * + *{margin-top:var(--s2)}
.page-head ~ .banner{margin-top:var(--s4)}
.page-head ~ .banner + .proof, .page-head ~ form{margin-top:var(--s4)}
.bytes{max-height:40rem;overflow: auto;padding: var(--s3);margin-top: var(--s2)}
.bytes pre{white-space:pre-wrap;overflow-wrap: anywhere}
.withheld{border:1.5px solid var(--weak);border-radius: 3px;padding: 0 .1875rem;background: var(--weakb);color: var(--weak);font-weight: 600}
.statement > * + *{margin-top:var(--s4)}
.statement h3 + *{margin-top:var(--s2)}
@media (max-width:45rem){.proof .facts > div{grid-template-columns: minmax(0, 1fr);gap: 0}}
@media print{.no-print{display:none !important}.statement{border: 0;padding: 0}}

"""##
}
