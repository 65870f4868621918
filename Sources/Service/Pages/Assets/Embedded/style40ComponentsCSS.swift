// Written by scripts/embed-assets from Web/css/40-components.css. Do not edit.
// swift-format-ignore-file

extension EmbeddedAssets {
    static let style40ComponentsCSS: StaticString = ##"""
.badge, .chip, .client, .share{
display:inline-flex;align-items: center;gap: .3125rem;max-width: 100%;padding: 0 .4375rem;border-radius: 4px;
font-size:.75rem;line-height: 1.25rem;font-weight: 600;white-space: nowrap;vertical-align: baseline;
}
.badge, .chip.none, .share.none{background:var(--plainb);color: var(--soft)}
.badge.info{background:var(--infob);color: var(--info)}
.badge.ok, .chip.ok{background:var(--okb);color: var(--ok)}
.badge.weak, .chip.weak{background:var(--weakb);color: var(--weak)}
.badge.bad, .chip.bad{background:var(--badb);color: var(--bad)}
.badge + .badge, .chip + .badge, .client + .badge{margin-inline-start:var(--s1)}
.badge bdi{overflow:hidden;text-overflow: ellipsis}
.chip .cite{font-weight:500;padding-inline-start: .3125rem;border-inline-start: 1px solid currentcolor}
.chip.bad{border:1px solid currentcolor;line-height: 1.125rem}
.chip.weak{border:1px dashed currentcolor;line-height: 1.125rem}
.client{
display:inline-block;background: var(--ink);color: var(--card);overflow: clip;text-overflow: ellipsis;max-width: 14rem;
}
.client.unknown{background:var(--weakb);color: var(--weak);border: 1px dashed currentcolor;line-height: 1.125rem}
.share{padding:0 .25rem;font-weight: 650}
.share.ok{color:var(--ok)}
.share.weak{color:var(--weak)}
.share.none{background:none}
.count{margin-inline-start:.375rem;padding: 0 .375rem;border-radius: 99px;background: var(--plainb);color: var(--soft);font-size: .75rem;line-height: 1.125rem;font-weight: 600}
.shape{font-family:var(--sans)}
.bar{display:inline-block;width: 4rem;height: .375rem;border-radius: 99px;background: var(--plainb);overflow: hidden;flex: none}
.bar > span{display:block;height: 100%;background: var(--bar);border-radius: 99px}
.bar.ok > span{background:var(--okbar)}
.bar.weak > span{background:var(--weakbar)}
.bar.bad > span{background:var(--badbar)}
.sla{display:inline-flex;align-items: center;gap: var(--s2);font-size: .8125rem;white-space: nowrap;color: var(--soft)}
.sla.soon .bar > span{background:var(--weakbar)}
.sla.soon .left{color:var(--weak);font-weight: 600}
.sla.late .bar{background:var(--badbar)}
.sla.late .left{color:var(--bad);font-weight: 600}
.w-0{width:0}.w-5{width: 5%}.w-10{width: 10%}.w-15{width: 15%}.w-20{width: 20%}.w-25{width: 25%}
.w-30{width:30%}.w-35{width: 35%}.w-40{width: 40%}.w-45{width: 45%}.w-50{width: 50%}
.w-55{width:55%}.w-60{width: 60%}.w-65{width: 65%}.w-70{width: 70%}.w-75{width: 75%}
.w-80{width:80%}.w-85{width: 85%}.w-90{width: 90%}.w-95{width: 95%}.w-100{width: 100%}
.banner{
display:flex;gap: var(--s3);padding: var(--s2) var(--s3);border: 1px solid;border-radius: var(--round);
background:var(--infob);color: var(--info);
}
.banner + .banner{margin-top:var(--s2)}
.banner.ok{background:var(--okb);color: var(--ok)}
.banner.weak{background:var(--weakb);color: var(--weak)}
.banner.bad{background:var(--badb);color: var(--bad)}
.banner .shape{font-weight:700;flex: none}
.banner strong{font-weight:650}
.banner a{color:inherit}
.banner-text{min-width:0;flex: 1}
.empty{padding:var(--s6) var(--s4);text-align: center;color: var(--soft);background: var(--card);border: 1px dashed var(--edge);border-radius: var(--round)}
.empty > * + *{margin-top:var(--s2)}
.empty-title{color:var(--ink);font-size: 1rem;font-weight: 650}
.fold > summary{cursor:pointer;color: var(--soft);width: fit-content;padding: .125rem var(--s1) .125rem 0;border-radius: 3px}
.fold > summary:hover{color:var(--ink)}
.fold-body{padding-top:var(--s2)}
.scroll{position:relative;overflow-x: auto;background: var(--card);border: 1px solid var(--line);border-radius: var(--round)}
.scroll:focus-visible{outline-offset:1px}
table{width:100%;border-collapse: collapse;overflow-wrap: normal}
th, td{padding:.375rem var(--s3);text-align: start;vertical-align: baseline;font-weight: 400}
thead th, thead td{background:var(--sunk);color: var(--soft);font-size: .75rem;font-weight: 600;border-bottom: 1px solid var(--line);white-space: nowrap}
th.number, td.number{text-align:end}
tbody tr + tr > *{border-top:1px solid var(--line)}
tbody tr:hover > *{background:var(--sunk)}
tbody th{font-weight:550}
.pager{display:flex;align-items: center;gap: var(--s3);margin-top: var(--s3)}
.tabs{display:flex;gap: var(--s1);border-bottom: 1px solid var(--line);overflow-x: auto}
.tabs a{padding:var(--s2) var(--s2);color: var(--soft);text-decoration: none;font-weight: 550;border-bottom: 2px solid transparent;margin-bottom: -1px;white-space: nowrap}
.tabs a:hover{color:var(--ink)}
.tabs a:focus-visible{outline-offset:-2px}
.tabs a[aria-current]{color:var(--ink);border-bottom-color: var(--main)}
.facts{display:grid;gap: var(--s1) var(--s4)}
.facts > div{display:grid;grid-template-columns: 8rem minmax(0, 1fr);gap: var(--s3)}
.facts dt{color:var(--soft)}
.figures{display:grid;grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr));gap: 1px;background: var(--line);border: 1px solid var(--line);border-radius: var(--round);overflow: hidden}
.figure{background:var(--card);padding: var(--s3) var(--s4)}
.figure dt{color:var(--soft);font-size: .8125rem}
.figure dd b{display:block;font-size: 1.375rem;line-height: 2rem;font-weight: 600;letter-spacing: -.01em}
.figure dd span{display:block;color: var(--soft);font-size: .8125rem}
.figure.bad dd b{color:var(--bad)}
.figure.weak dd b{color:var(--weak)}
.figure.ok dd b{color:var(--ok)}
.outside .host{margin-inline-start:var(--s1);padding: 0 .25rem;border: 1px solid var(--line);border-radius: 3px;color: var(--soft);font-size: .75rem}
.outside .shape{font-size:.75em;margin-inline-start: .125rem}
.keys{display:inline-flex;gap: .125rem}
kbd{
display:inline-block;min-width: 1.125rem;padding: 0 .25rem;border: 1px solid var(--edge);border-bottom-width: 2px;
border-radius:3px;background: var(--sunk);color: var(--soft);font-size: .6875rem;line-height: 1rem;text-align: center;
}
dialog{
width:min(36rem, calc(100vw - 2rem));max-height: calc(100dvh - 4rem);padding: var(--s5);color: var(--ink);
background:var(--card);border: 1px solid var(--line);border-radius: 8px;box-shadow: 0 16px 48px var(--shade);
}
dialog::backdrop{background:rgb(10 15 20 / .45)}
dialog > * + *{margin-top:var(--s3)}
.key-list{display:grid;grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr));gap: var(--s1) var(--s5)}
.key-list > div{display:flex;justify-content: space-between;gap: var(--s3);padding: .125rem 0}
.toasts{position:fixed;inset-block-end: var(--s4);inset-inline-end: var(--s4);z-index: 20;display: grid;gap: var(--s2);max-width: min(26rem, calc(100vw - 2rem))}
.toast{
display:flex;align-items: center;gap: var(--s3);padding: var(--s2) var(--s3);background: var(--ink);color: var(--card);
border-radius:var(--round);box-shadow: 0 8px 24px var(--shade);animation: rise .15s ease-out;
}
.toast button{font:inherit;font-weight: 650;color: inherit;background: none;border: 1px solid currentcolor;border-radius: 4px;padding: .125rem var(--s2);cursor: pointer}
@keyframes rise{from{opacity:0;translate: 0 .5rem}}

"""##
}
