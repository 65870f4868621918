// Written by scripts/embed-assets from Web/css/65-settings.css. Do not edit.
// swift-format-ignore-file

extension EmbeddedAssets {
    static let style65SettingsCSS: StaticString = ##"""
.settings-nav ul{display:flex;flex-wrap: wrap;gap: 0 var(--s1);margin: 0 0 var(--s4);padding: 0;list-style: none;border-bottom: 1px solid var(--line)}
.settings-nav a{display:block;padding: var(--s2);color: var(--soft);font-weight: 550;text-decoration: none;border-bottom: 2px solid transparent;margin-bottom: -1px}
.settings-nav a:hover{color:var(--ink)}
.settings-nav a[aria-current]{color:var(--ink);border-bottom-color: var(--main)}
.settings > * + *{margin-top:var(--s5)}
.settings h2, .steps h2{font-size:1rem}
.settings form.card, .settings .card > form{max-width:40rem}
.settings td.acts{text-align:end;white-space: nowrap}
.settings td.clip{max-width:16rem;overflow: hidden;text-overflow: ellipsis;white-space: nowrap}
.settings .reason{min-width:14rem;max-width: 32rem;overflow-wrap: anywhere}
.settings .id{max-width:16rem;overflow-wrap: anywhere}
.settings .facts dd{overflow-wrap:anywhere}
.settings ul.plain{margin:0;padding: 0;list-style: none}
.parts{display:grid;grid-template-columns: repeat(auto-fill, minmax(min(100%, 18rem), 1fr));gap: var(--s3)}
.parts > div{padding:var(--s3) var(--s4);background: var(--card);border: 1px solid var(--line);border-radius: var(--round)}
.parts dt{font-weight:650}
.parts dd{margin:0;color: var(--soft)}
.snippet{margin:var(--s2) 0 0;position: relative}
.snippet pre, pre.file{margin:var(--s1) 0 0;padding: var(--s2) var(--s3);overflow-x: auto;font: .8125rem/1.5 var(--mono);background: var(--sunk);border: 1px solid var(--line);border-radius: var(--round);white-space: pre;tab-size: 4}
pre.file{max-height:70vh;white-space: pre-wrap;overflow-wrap: anywhere}
.copy-row{display:flex;justify-content: flex-end;margin-top: var(--s1)}
code.once{display:inline-block;padding: var(--s1) var(--s2);font: .875rem/1.5 var(--mono);background: var(--card);color: var(--ink);border: 1px solid var(--edge);border-radius: 4px;overflow-wrap: anywhere;user-select: all}
.steps{margin:var(--s4) 0 0;padding: 0;list-style: none;counter-reset: step}
.steps > li{counter-increment:step}
.steps > li + li{margin-top:var(--s4)}
.steps h2::before{content:counter(step) ". "}
.steps > li.done > h2{color:var(--soft)}
main > .banner + p{margin-top:var(--s3)}
.settings form > .row{margin-top:var(--s3)}

"""##
}
