// Written by scripts/embed-assets from Web/css/61-ticket.css. Do not edit.
// swift-format-ignore-file

extension EmbeddedAssets {
    static let style61TicketCSS: StaticString = ##"""
.ticket-head{margin-bottom:var(--s3)}
.ticket-head h1{margin-top:var(--s2);width: fit-content;max-width: min(70rem, 100%);display: -webkit-box;-webkit-box-orient: vertical;-webkit-line-clamp: 4;overflow: hidden}
.ticket-number{color:var(--soft);font-weight: 600}
.neighbours{display:flex;gap: var(--s4);font-size: .8125rem;white-space: nowrap}
.neighbours a{display:inline-flex;align-items: center;gap: var(--s1)}
.ticket-facts{display:flex;flex-wrap: wrap;gap: var(--s1) var(--s5);margin-top: var(--s2)}
.ticket-facts > div{display:flex;gap: var(--s2);min-width: 0}
.ticket-facts dt{color:var(--soft);flex: none}
.ticket-facts dd{min-width:0}
.clock{display:inline-flex;align-items: center;gap: var(--s1);margin-inline-end: var(--s3)}
.state{font-size:.8125rem;white-space: nowrap}
.state.on{color:var(--ok)}
.state.off{color:var(--weak)}
.late{color:var(--bad);font-weight: 600}
.banners:not(:empty){margin-bottom:var(--s3)}
.banner p + p, .banner ul, .banner .fold{margin-top:var(--s1)}
.banner ul{padding-inline-start:1.25rem}
.banner .fold > summary{color:inherit}
.banner .words-of-others, .diff{padding:var(--s2) var(--s3);color: var(--ink);background: var(--card);border: 1px solid var(--line);border-radius: var(--round);max-height: 20rem;overflow: auto;max-width: none}
.diff + .diff{margin-top:var(--s2)}
.banner.live{position:sticky;top: 3.5rem;z-index: 4;box-shadow: 0 4px 16px var(--shade)}
del{color:var(--bad);background: var(--badb);text-decoration: line-through;border-radius: 2px}
ins{color:var(--ok);background: var(--okb);text-decoration: underline;text-underline-offset: .16em;border-radius: 2px}
.review{display:grid;grid-template-columns: minmax(0, 1fr);gap: var(--s4)}
.col > .card + .card{margin-top:var(--s3)}
.col .card > * + *{margin-top:var(--s3)}
.words-of-others.removed, pre.source, .sent{padding:var(--s2) var(--s3);background: var(--sunk);border-radius: var(--round)}
.words-of-others.removed, pre.source{color:var(--soft);max-height: 24rem;overflow: auto}
.part + .part{border-top:1px solid var(--line);padding-top: var(--s3)}
.part h3{margin-bottom:var(--s1);color: var(--soft)}
.sentences{padding-inline-start:1.5rem}
ul.sentences{list-style:none;padding-inline-start: 0}
.sentence{position:relative;padding: .1875rem var(--s2);margin-inline: calc(-1 * var(--s2));border-radius: var(--round);border-inline-start: 3px solid transparent}
ol.sentences > .sentence{margin-inline-start:0}
.sentence.current{background:var(--sunk);border-inline-start-color: var(--main)}
.sentence:hover{background:var(--sunk)}
.said{unicode-bidi:plaintext}
.rests{display:inline-flex;flex-wrap: wrap;gap: .25rem;vertical-align: baseline}
a.chip{text-decoration:none}
a.chip:hover{text-decoration:underline}
.chip.more{background:var(--plainb);color: var(--link)}
.missing, .voucher{font-size:.8125rem}
.missing{color:var(--bad)}
.missing code{padding:0 .25rem;background: var(--badb);border-radius: 3px}
.voucher{color:var(--ok)}
.history{padding-inline-start:1.25rem}
.history li + li{margin-top:var(--s1)}
.found-tabs{flex-wrap:wrap;overflow: visible;gap: 0}
.found-tabs a{padding:var(--s1) .4375rem;font-size: .8125rem}
.found-tabs .count{margin-inline-start:.125rem;padding: 0 .25rem}
.panels{padding-top:var(--s3)}
.evidence, .found{background:var(--card);border: 1px solid var(--line);border-radius: var(--round);padding: var(--s3);scroll-margin-top: 4rem}
.evidence + .evidence, .found + .found{margin-top:var(--s2)}
.evidence > * + *, .found > * + *{margin-top:var(--s2)}
.found ul{padding-inline-start:1.25rem}
.evidence:target, .evidence.lit{border-color:var(--main);box-shadow: inset 3px 0 0 var(--main)}
.evidence:focus{outline-offset:0}
.evidence-head{display:flex;flex-wrap: wrap;align-items: center;gap: var(--s1) var(--s2);font-size: .8125rem}
.eid{font-weight:700;font-size: .75rem;padding: 0 .375rem;line-height: 1.25rem;background: var(--ink);color: var(--card);border-radius: 4px}
.excerpt{font-size:.8125rem;max-width: none}
.excerpt .m{font-weight:650}
mark.cited{background:none;margin: 0;padding: 0;text-decoration: underline;text-decoration-color: var(--bar);text-decoration-thickness: 2px;text-underline-offset: .2em;unicode-bidi: normal}
.evidence:target mark.cited, mark.cited.lit{background:var(--mark)}
.contradiction{padding:var(--s1) var(--s2);background: var(--weakb);color: var(--weak);border-radius: 4px;font-size: .8125rem;font-weight: 600}
.terms{display:flex;flex-wrap: wrap;gap: .25rem .5rem;font-size: .75rem}
.term{padding:0 .375rem;background: var(--sunk);border-radius: 4px}
.term > .soft{margin-inline-start:.25rem}
.found .disks{list-style:none;padding: 0}
.disks li{display:flex;flex-wrap: wrap;align-items: center;gap: var(--s1) var(--s2);font-size: .8125rem}
.disks .bar{width:8rem}
.sent{max-width:none;overflow: auto;max-height: 40rem}
.withheld{padding:0 .25rem;border: 1px solid var(--edge);border-radius: 3px;background: var(--weakb);color: var(--weak);font-weight: 600}
@media screen{
@supports selector(:has(a)){
.panels:not(.scripted) .panel:not(.current){display:none}
.panels:not(.scripted):has(.panel:target, .panel :target) .panel{display:none}
.panels:not(.scripted) .panel:target, .panels:not(.scripted) .panel:has(:target){display:block !important}
}
.panels.scripted .panel:not(.shown){display:none}
}
@media (min-width:45rem){
body:not(.pod) .review{grid-template-columns:minmax(0, 11fr) minmax(0, 9fr);align-items: start}
body:not(.pod) .col-ticket{grid-column:1;grid-row: 1}
body:not(.pod) .col-draft{grid-column:1;grid-row: 2}
body:not(.pod) .col-found{grid-column:2;grid-row: 1 / span 2;position: sticky;top: 3.5rem;max-height: calc(100dvh - 4rem);overflow-y: auto;padding-inline-end: var(--s1)}
body:not(.pod) .col-found > nav{position:sticky;top: 0;z-index: 1;background: var(--page)}
body:not(.pod) .evidence{scroll-margin-top:3rem}
}
@media (min-width:68.75rem){
body:not(.pod) .review{grid-template-columns:minmax(0, 27fr) minmax(0, 40fr) minmax(0, 33fr)}
body:not(.pod) .col-draft{grid-column:2;grid-row: 1}
body:not(.pod) .col-found{grid-column:3;grid-row: 1}
body:not(.pod) .col-ticket{position:sticky;top: 3.5rem;max-height: calc(100dvh - 4rem);overflow-y: auto}
}
@media (max-width:45rem){
.ticket-facts{display:grid;gap: var(--s1)}
.ticket-facts dt{width:6rem}
}
@media print{
.review{display:block}
.col-ticket, .col-found{position:static !important;max-height: none !important;overflow: visible !important}
.diff, .removed, .source, .sent{max-height:none !important}
.neighbours{display:none}
}
.live-stop{display:flex;margin-bottom: var(--s3)}
.live-stop[hidden]{display:none}
.live-stop form{display:flex;flex-wrap: wrap;align-items: center;gap: var(--s2) var(--s3)}
.live{border-style:dashed}
.live .part + .part{margin-top:var(--s3)}
@media (min-width:68.75rem){
body:not(.pod) .review.two{grid-template-columns:minmax(0, 3fr) minmax(0, 2fr)}
body:not(.pod) .two > .col-draft{grid-column:1}
body:not(.pod) .two > .col-found{grid-column:2}
}
.live-found > h2{margin-bottom:var(--s2)}
.sentence.fresh{animation:rise .2s ease-out}

"""##
}
