// Written by scripts/embed-assets from Web/css/50-forms.css. Do not edit.
// swift-format-ignore-file

extension EmbeddedAssets {
    static let style50FormsCSS: StaticString = ##"""
.button{
display:inline-flex;align-items: center;justify-content: center;gap: var(--s2);min-height: 2rem;
padding:.1875rem var(--s3);font: inherit;font-weight: 600;line-height: 1.25rem;text-decoration: none;cursor: pointer;
color:var(--ink);background: var(--card);border: 1px solid var(--edge);border-radius: var(--round);
}
.button:hover{background:var(--over)}
.button.primary{color:var(--on);background: var(--main);border-color: var(--main)}
.button.primary:hover{background:color-mix(in srgb, var(--main) 88%, var(--ink))}
.button.primary kbd{background:none;color: inherit;border-color: currentcolor}
.button.quiet{background:none;border-color: transparent;color: var(--link)}
.button.quiet:hover{background:var(--over)}
.button.danger{color:var(--bad)}
.button.danger:hover{background:var(--badb)}
.button:disabled, .button[aria-disabled="true"]{color:var(--soft);background: var(--sunk);border: 1px dashed var(--edge);cursor: not-allowed}
.field > label, .label{display:block;margin-bottom: var(--s1);font-size: .8125rem;font-weight: 600}
input:not([type="checkbox"], [type="radio"], [type="hidden"]), select, textarea{
width:100%;min-height: 2rem;padding: .25rem var(--s2);font: inherit;color: inherit;background: var(--card);
border:1px solid var(--edge);border-radius: var(--round);
}
input::placeholder, textarea::placeholder{color:var(--soft);opacity: 1}
textarea{display:block;padding: var(--s2);line-height: 1.5;resize: vertical;field-sizing: content;min-height: 4rem;max-height: 80vh}
input:is([type="date"], [type="month"]):focus-within{outline:2px solid var(--link)}
input:focus-within, input:focus-visible, select:focus-visible, textarea:focus-visible{outline-offset:-1px;border-radius: var(--round)}
.field + .row{margin-top:var(--s4)}
.field + .field{margin-top:var(--s3)}
.hint{margin-top:var(--s1);color: var(--soft);font-size: .8125rem}
.hint.bad{color:var(--bad)}
.field.wrong input, .field.wrong textarea{border-color:var(--bad);border-width: 2px}
.check{display:inline-flex;align-items: baseline;gap: var(--s2);cursor: pointer}
input[type="checkbox"], input[type="radio"]{width:1rem;height: 1rem;margin: 0;flex: none;translate: 0 .125rem;accent-color: var(--main)}
.filters{display:flex;flex-wrap: wrap;align-items: end;gap: var(--s2) var(--s3);margin-bottom: var(--s3)}
.filters .field{margin:0;flex: 0 1 11rem;min-width: 7rem}
.filters :is(input:not([type="checkbox"]), select){height:2rem}
.filters .field.wide{flex:1 1 16rem}
fieldset{border:0;min-width: 0}

"""##
}
