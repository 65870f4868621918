// Written by scripts/embed-assets from Web/css/62-acts.css. Do not edit.
// swift-format-ignore-file

extension EmbeddedAssets {
    static let style62ActsCSS: StaticString = ##"""
.acts{margin-top:var(--s4)}
.diff{white-space:pre-wrap;overflow-wrap: anywhere}
.diff del{color:var(--bad);background: var(--badb);text-decoration: line-through}
.diff ins{color:var(--ok);background: var(--okb);text-decoration: underline}
.sentence-tools{display:inline-block}
.sentence-tools > summary{cursor:pointer;padding: 0 var(--s2);border-radius: var(--round);list-style: none}
.sentence-tools[open]{display:block;margin: var(--s2) 0;padding: var(--s2);background: var(--sunk);border-radius: var(--round)}
.voucher{color:var(--ok)}
.live-sentences{margin:0;padding-left: var(--s5)}
.live-sentences li{margin:var(--s1) 0;overflow-wrap: anywhere}
.rate button[aria-pressed="true"]{background:var(--infob);color: var(--info)}
.claim{align-items:baseline;margin-top: var(--s2)}
@media print{.acts form, .sentence-tools, .rate, .claim form{display:none}}

"""##
}
