// Written by scripts/embed-assets from Web/css/20-base.css. Do not edit.
// swift-format-ignore-file

extension EmbeddedAssets {
    static let style20BaseCSS: StaticString = ##"""
*, ::before, ::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding-top: 4rem;scrollbar-color: var(--edge) transparent}
body{
margin:0;background: var(--page);color: var(--ink);
font:.875rem/1.5 var(--sans);font-variant-numeric: tabular-nums;overflow-wrap: anywhere;
}
h1, h2, h3, h4, p, dl, dd, ul, ol, fieldset, figure, pre{margin:0;padding: 0}
h1{font-size:1.25rem;line-height: 1.6rem;font-weight: 650;letter-spacing: -.01em}
h2{font-size:1rem;line-height: 1.5rem;font-weight: 650}
h3{font-size:.875rem;line-height: 1.25rem;font-weight: 650}
h4, .overline{font-size:.75rem;line-height: 1rem;font-weight: 650;color: var(--soft);letter-spacing: .04em;text-transform: uppercase}
a{color:var(--link);text-underline-offset: .16em;text-decoration-thickness: 1px}
a:hover{text-decoration-thickness:2px}
code, pre, kbd{font-family:var(--mono);font-size: .8125rem}
pre{white-space:pre-wrap}
hr{border:0;border-top: 1px solid var(--line);margin: var(--s4) 0}
mark{background:var(--mark);color: inherit;border-radius: 2px;padding: 0 .125rem;margin: 0 -.125rem;unicode-bidi: isolate;box-decoration-break: clone;-webkit-box-decoration-break: clone}
[hidden]{display:none !important}
:focus-visible{outline:2px solid var(--link);outline-offset: 2px;border-radius: 3px}
main:focus{outline:0}
.vh{
position:absolute;width: 1px;height: 1px;margin: -1px;overflow: hidden;clip-path: inset(50%);
white-space:nowrap;user-select: none;
}
.soft{color:var(--soft)}
.small{font-size:.8125rem}
.number{text-align:end;white-space: nowrap}
.row{display:flex;flex-wrap: wrap;align-items: center;gap: var(--s2)}
.row.apart{justify-content:space-between}
.stack > * + *{margin-top:var(--s4)}
.stack.tight > * + *{margin-top:var(--s2)}
.grow{flex:1 1 0;min-width: 0}
.clip{overflow:hidden;text-overflow: ellipsis;white-space: nowrap}
.words-of-others{white-space:pre-wrap;unicode-bidi: plaintext;max-width: 46rem}

"""##
}
