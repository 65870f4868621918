// Written by scripts/embed-assets from Web/css/90-media.css. Do not edit.
// swift-format-ignore-file

extension EmbeddedAssets {
    static let style90MediaCSS: StaticString = ##"""
@media (max-width:45rem){
.top{gap:var(--s2);padding: 0 var(--s2) 0 var(--s3)}
.top nav a{padding:0 var(--s2)}
.menu .who{max-width:6rem}
main{padding:var(--s3) var(--s3) var(--s5)}
table.stacked, .stacked tbody, .stacked tr{display:block}
.stacked thead{display:none}
.stacked tr{display:flex;flex-wrap: wrap;gap: var(--s1) var(--s3);padding: var(--s2) var(--s3)}
.stacked tr + tr{border-top:1px solid var(--line)}
.stacked tr > *, .stacked tr + tr > *{padding:0;border: 0;min-width: 0}
.stacked tr > th{flex:1 0 100%;order: -1}
.stacked tr:hover > *{background:none}
.facts > div{grid-template-columns:6rem minmax(0, 1fr)}
.button, .choice button, .tabs a, input:not([type="checkbox"], [type="radio"]), select{min-height:2.5rem}
.keys{display:none}
}
@media (max-width:30rem){
.top .brand{display:none}
.top{padding-inline-start:var(--s1)}
.menu .who{max-width:4rem}
.top nav{gap:0}
.top nav a{padding:0 .375rem;font-size: .8125rem}
.filters .field{flex:1 1 8rem}
}
@media (hover:none){.keys{display: none}}
@media (prefers-reduced-motion:reduce){*, ::before, ::after{animation: none !important;transition: none !important;scroll-behavior: auto !important}}
@media (forced-colors:active){
.badge, .chip, .client, .count{border:1px solid}
.bar{border:1px solid;forced-color-adjust: none}
.top nav a[aria-current], .tabs a[aria-current]{border-bottom-color:Highlight}
.choice button[aria-pressed="true"]{border-width:2px;text-decoration: underline}
}
@media print{
:root, :root[data-theme]{color-scheme:light;--page: #fff;--sunk: #fff;--shade: transparent}
@page{margin:14mm}
body{font-size:10pt}
.top, .skip, .flash, .pager, .toasts, .keys, .button, .tabs, .filters, dialog{display:none !important}
main{padding:0;max-width: none}
.scroll{overflow:visible}
.card, .scroll, .notice{border-color:#bbb}
.badge, .chip, .client{border:1px solid;background: #fff;color: #000}
tr, .card, h2, h3{break-inside:avoid}
h2, h3, h4{break-after:avoid}
.bar{print-color-adjust:exact;-webkit-print-color-adjust: exact}
details::details-content{content-visibility:visible;display: block;height: auto}
}

"""##
}
