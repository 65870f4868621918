// Written by scripts/embed-assets from Web/css/63-insights.css. Do not edit.
// swift-format-ignore-file

extension EmbeddedAssets {
    static let style63InsightsCSS: StaticString = ##"""
.span{margin-bottom:var(--s4)}
.report-section{margin-top:var(--s6)}
.report-section > * + *{margin-top:var(--s3)}
.report-section + h2, h2 + .report-section{margin-top:var(--s5)}
main > h2{margin-top:var(--s6)}
.pair{display:grid;grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr));gap: 0 var(--s5);align-items: start}
.pair > div > * + *{margin-top:var(--s2)}
.figures.of-ten{grid-template-columns:repeat(2, minmax(0, 1fr))}
@media (min-width:56rem){.figures.of-ten{grid-template-columns: repeat(5, minmax(0, 1fr))}}
.figure dd span{overflow-wrap:normal}
.interval{color:var(--soft);font-size: .75rem;white-space: nowrap}
.too-few{white-space:nowrap;font-size: .75rem}
.table-foot{margin-top:var(--s1)}
.report th:first-child{min-width:9rem;max-width: 26rem;overflow-wrap: anywhere}
.report thead th{vertical-align:bottom}
.report thead th.number{white-space:normal;min-width: 4.5rem}
.report td{white-space:nowrap}
.report td bdi{display:inline-block;max-width: 16rem;overflow: hidden;text-overflow: ellipsis;vertical-align: bottom}
.legend{display:flex;flex-wrap: wrap;gap: var(--s1) var(--s4);list-style: none;font-size: .8125rem;color: var(--soft)}
.legend li{display:inline-flex;align-items: center;gap: var(--s2)}
.legend .mark{width:.75rem;height: .75rem;border-radius: 2px;border: 1px solid transparent}
.chart{overflow-x:auto;padding: var(--s3);background: var(--card);border: 1px solid var(--line);border-radius: var(--round)}
.chart svg{display:block;width: 100%;min-width: 34rem;max-width: 60rem;height: auto;forced-color-adjust: none}
.chart .tick{fill:var(--soft);font: 11px var(--sans)}
.pair .chart .tick{font-size:15px}
.chart .middle{text-anchor:middle}
.chart .end{text-anchor:end}
.chart .axis{stroke:var(--edge)}
.chart .grid{stroke:var(--line)}
.chart rect{stroke:var(--card);stroke-width: 1}
.mark.plain, .mark.edited{fill:var(--bar);background: var(--bar)}
.mark.unedited{fill:var(--okbar);background: var(--okbar)}
.mark.rejected{fill:var(--badbar);background: var(--badbar)}
.mark.undecided{fill:var(--over);background: var(--over)}
.chart .mark.undecided{stroke:var(--edge)}
.legend .mark.undecided{border-color:var(--edge)}
.mark.outdated{fill:var(--weakbar);background: var(--weakbar)}
@media print{
.report{font-size:7pt}
.report :is(th, td), .report thead th.number, .interval, .too-few{min-width:0;padding: .125rem .1875rem;white-space: normal;font-size: 7pt}
.report th:first-child{min-width:4rem}
.chart{overflow:visible;break-inside: avoid}
.chart svg{min-width:0}
.mark{print-color-adjust:exact;-webkit-print-color-adjust: exact}
}

"""##
}
