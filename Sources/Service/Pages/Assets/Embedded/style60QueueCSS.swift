// Written by scripts/embed-assets from Web/css/60-queue.css. Do not edit.
// swift-format-ignore-file

extension EmbeddedAssets {
    static let style60QueueCSS: StaticString = ##"""
.states{margin-bottom:var(--s3)}
.filters > .check{padding-bottom:var(--s2)}
.filters label .keys{margin-inline-start:var(--s2)}
.views{margin-bottom:var(--s3)}
.views ul{list-style:none}
.views input{max-width:16rem}
.news:not(:empty){position:sticky;top: 3rem;z-index: 3;margin-bottom: var(--s3)}
.news .banner{align-items:center}
.unfinished{margin-bottom:var(--s4);padding: var(--s3) var(--s4);background: var(--card);border: 1px solid var(--line);border-radius: var(--round)}
.unfinished summary{cursor:pointer}
.unfinished h2{display:inline}
.unfinished ul{list-style:none;margin-top: var(--s2)}
.unfinished li{display:flex;flex-wrap: wrap;align-items: baseline;gap: var(--s1) var(--s2);padding: var(--s1) 0}
#queue{background:var(--card);border: 1px solid var(--line);border-radius: var(--round);border-collapse: separate;border-spacing: 0}
#queue :is(td, th){vertical-align:top}
#queue .mark{width:2rem;padding-inline-end: 0}
#queue .ticket{max-width:32rem;min-width: 14rem;overflow-wrap: anywhere}
#queue .under{display:flex;flex-wrap: wrap;align-items: center;gap: var(--s1) var(--s2);font-size: .75rem}
#queue .subject{color:var(--ink);text-decoration: none;display: -webkit-box;-webkit-box-orient: vertical;-webkit-line-clamp: 2;overflow: hidden;unicode-bidi: plaintext}
#queue .subject:hover{text-decoration:underline}
#queue .short{display:inline-block;max-width: 10rem;overflow-wrap: anywhere}
@media (min-width:80rem){#queue .short{overflow: clip;text-overflow: ellipsis;white-space: nowrap;vertical-align: bottom}}
#queue .none{color:var(--soft)}
#queue .viewer{display:block;color: var(--soft);font-size: .75rem}
#queue td time{white-space:nowrap}
#queue tbody tr[aria-current] > *{background:var(--infob)}
#queue tbody tr[aria-current] > :first-child{box-shadow:inset 3px 0 var(--main)}
#queue tr.gone > *{background:var(--sunk);color: var(--soft)}
#queue tr.gone .subject{color:var(--soft)}
.act-bar{position:sticky;bottom: 0;z-index: 2;display: flex;flex-wrap: wrap;align-items: center;gap: var(--s2) var(--s3);padding: var(--s2) var(--s3);background: var(--card);border: 1px solid var(--line);border-top: 0}
.has-marks .act-bar{border-top:2px solid var(--main)}
.results{list-style:none}
.results li{display:flex;gap: var(--s2);padding: var(--s1) 0}
.results .done .shape{color:var(--ok)}
.results .refused .shape{color:var(--bad)}
@media (max-width:60rem){
#queue, #queue tbody{display:block}
#queue{border:0;background: none}
#queue thead{position:absolute;width: 1px;height: 1px;overflow: hidden;clip-path: inset(50%)}
#queue tbody tr{display:grid;grid-template-columns: repeat(auto-fill, minmax(8.5rem, 1fr));gap: var(--s2) var(--s3);position: relative;margin-bottom: var(--s3);padding: var(--s3);background: var(--card);border: 1px solid var(--line);border-radius: var(--round)}
#queue tbody tr > *{display:block;border: 0;padding: 0;min-width: 0;background: none}
#queue tbody tr[aria-current]{border-color:var(--main);background: var(--infob)}
#queue tbody tr[aria-current] > :first-child{box-shadow:none}
#queue tr.gone{background:var(--sunk)}
#queue .ticket{grid-column:1 / -1;max-width: none;padding-inline-end: 2rem}
#queue .mark{position:absolute;inset-inline-end: var(--s3);top: var(--s3);width: auto}
#queue .mark:empty{display:none}
#queue td[data-label]::before{content:attr(data-label);display: block;color: var(--soft);font-size: .75rem}
}

"""##
}
