/// The page's one stylesheet. It loads nothing and needs no script; `ContentSecurity` names it by its hash.
enum Stylesheet {
    static let text: StaticString = """

        :root {
          color-scheme: light dark;
          --page: #f4f5f7; --card: #fff; --sunk: #f7f8fa; --ink: #1a2027; --soft: #55606c; --line: #dfe3e8;
          --link: #0b57a4; --mark: #fff3c9; --hit: #fff6d8; --ok: #17653a; --okb: #e3f4e9; --wk: #7a4f00;
          --wkb: #fdf0d2; --no: #a3201a; --nob: #fde7e5; --nnb: #eceff2; --bar: #7390ad;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --page: #111518; --card: #191e23; --sunk: #20262c; --ink: #e3e8ec; --soft: #a0acb7; --line: #2f373f;
            --link: #86bdf7; --mark: #4a3f17; --hit: #3a3418; --ok: #86d7a3; --okb: #16321f; --wk: #f0c36a;
            --wkb: #38290b; --no: #ffa79e; --nob: #431a18; --nnb: #272e35; --bar: #6f8cab;
          }
        }
        *, ::before, ::after { box-sizing: border-box }
        html { -webkit-text-size-adjust: 100% }
        body {
          margin: 0 auto; padding: 1.5rem clamp(.75rem, 2.5vw, 2rem) 4rem; max-width: 84rem;
          background: var(--page); color: var(--ink);
          font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
          font-variant-numeric: tabular-nums; overflow-wrap: anywhere;
        }
        h1, h2, h3, h4, p, dl, dd, ul, ol, fieldset { margin: 0; padding: 0 }
        h1 { font-size: 1.5rem; line-height: 1.25; letter-spacing: -.01em }
        h2 { font-size: 1.0625rem; line-height: 1.35 }
        h3 { font-size: .75rem; font-weight: 650; letter-spacing: .06em; text-transform: uppercase; color: var(--soft) }
        h4 { font-size: .9375rem; line-height: 1.4 }
        a { color: var(--link); text-underline-offset: .15em; text-decoration-thickness: 1px }
        a:hover { text-decoration-thickness: 2px }
        :focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 3px }
        code { font: .875em/1.4 ui-monospace, "Cascadia Mono", Consolas, "DejaVu Sans Mono", monospace }
        i { font-style: normal }
        .q { color: var(--soft) }
        .vh {
          position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
          white-space: nowrap; user-select: none;
        }
        .skip { position: absolute; left: -99rem }
        .skip:focus { left: 1rem; top: .5rem; padding: .5rem .75rem; background: var(--card); z-index: 2 }

        .top p { color: var(--soft); margin-top: .25rem }
        .sum, .idx { margin-top: 1.75rem }
        .sum > h2, .idx > h2 { margin-bottom: .5rem }
        .sum dl {
          display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: 1px;
          background: var(--card); border: 1px solid var(--line); border-radius: 8px; overflow: hidden;
        }
        .sum dl > div { box-shadow: 0 0 0 1px var(--line); padding: .625rem .875rem }
        .sum dt { color: var(--soft); font-size: .8125rem }
        .sum dd b { display: block; font-size: 1.5rem; line-height: 1.3; font-weight: 600 }
        .sum dd span { display: block; color: var(--soft); font-size: .8125rem; line-height: 1.4 }
        .sum .bad dd b { color: var(--no) }

        .idx fieldset {
          position: relative; border: 0; display: none; flex-wrap: wrap; gap: .375rem; align-items: center; margin-bottom: .625rem;
        }
        @supports selector(:has(*)) { .idx fieldset { display: flex } }
        .idx legend { float: left; padding: 0; margin-right: .25rem; color: var(--soft); font-size: .8125rem }
        .idx input { position: absolute; opacity: 0; width: 1px; height: 1px }
        .idx label {
          padding: .1875rem .625rem; border: 1px solid var(--line); border-radius: 99px; background: var(--card);
          font-size: .8125rem; cursor: pointer;
        }
        .idx label i { color: var(--soft) }
        .idx input:checked + label { background: var(--ink); border-color: var(--ink); color: var(--card) }
        .idx input:checked + label i { color: inherit }
        .idx input:focus-visible + label { outline: 2px solid var(--link); outline-offset: 2px }
        .idx:has(#f-b:checked) tbody tr:not(.fb), .idx:has(#f-w:checked) tbody tr:not(.fw),
        .idx:has(#f-s:checked) tbody tr:not(.fs), .idx:has(#f-d:checked) tbody tr:not(.fd),
        .idx:has(#f-n:checked) tbody tr:not(.fn), .idx:has(#f-c:checked) tbody tr:not(.fc) { display: none }
        .scroll {
          max-height: 32rem; overflow: auto; background: var(--card); border: 1px solid var(--line); border-radius: 8px;
        }
        table { width: 100%; border-collapse: collapse; font-size: .875rem; overflow-wrap: normal }
        th, td { text-align: start; vertical-align: baseline; padding: .375rem .75rem; font-weight: 400 }
        thead th {
          position: sticky; top: 0; background: var(--sunk); color: var(--soft); font-size: .8125rem;
          box-shadow: inset 0 -1px var(--line);
        }
        tbody tr + tr > * { border-top: 1px solid var(--line) }
        tbody tr:hover { background: var(--sunk) }
        tbody th { min-width: 16rem; width: 40%; overflow-wrap: anywhere }
        tbody td:last-child { white-space: nowrap }
        .r { white-space: nowrap; color: var(--soft) }

        .t {
          margin-top: 1.5rem; background: var(--card); border: 1px solid var(--line); border-radius: 8px;
          content-visibility: auto; contain-intrinsic-size: auto 75rem; scroll-margin-top: .75rem;
        }
        .t > header { padding: 1rem 1.25rem .875rem; border-bottom: 1px solid var(--line) }
        .t h2 { font-size: 1.25rem; line-height: 1.3; letter-spacing: -.005em; margin: .375rem 0 .5rem }
        .line { display: flex; flex-wrap: wrap; gap: .25rem .625rem; align-items: center; font-size: .8125rem }
        .tag {
          font-weight: 600; padding: .0625rem .5rem; border-radius: 4px; background: var(--ink); color: var(--card);
        }
        .tag.none { background: var(--wkb); color: var(--wk) }
        .num { color: var(--soft); font-weight: 600 }
        .pol { color: var(--soft) }
        .jump { margin-inline-start: auto; display: flex; gap: .75rem }
        .jump a { padding: .125rem 0 }
        .facts { display: flex; flex-wrap: wrap; gap: .125rem 1.5rem; font-size: .875rem }
        .facts > div, .notes > div { display: flex; gap: .5rem }
        .facts dt, .notes dt, .spec dt { color: var(--soft); flex: none }
        .vip, .kind {
          font-size: .75rem; font-weight: 600; color: var(--wk); border: 1px solid; border-radius: 3px;
          padding: 0 .25rem;
        }
        .late { color: var(--no); font-weight: 600 }
        .ban { padding: .5rem 1.25rem; background: var(--wkb); color: var(--wk); border-bottom: 1px solid var(--line) }
        .ban.bad { background: var(--nob); color: var(--no) }

        .cols { display: grid; grid-template-columns: minmax(0, 7fr) minmax(0, 5fr) }
        .main { padding: 1rem 1.25rem 1.25rem }
        .side { padding: 1rem 1.25rem 1.25rem; background: var(--sunk); border-inline-start: 1px solid var(--line) }
        section section, .main > section + section, .side > section + section { margin-top: 1.5rem }
        .body { margin-top: .375rem; white-space: pre-wrap; max-width: 46rem }
        .body, .tx, .sol { unicode-bidi: plaintext }
        mark {
          background: var(--mark); color: inherit; border-radius: 2px; padding: 0 .125rem; margin: 0 -.125rem;
          unicode-bidi: isolate; box-decoration-break: clone; -webkit-box-decoration-break: clone;
        }
        .notes { margin-top: .75rem; font-size: .8125rem; color: var(--soft); display: grid; gap: .125rem }
        .notes dt { min-width: 4.25rem }
        .hd {
          display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: baseline; justify-content: space-between;
        }
        .hd h4 { flex: 1 1 12rem }
        .draft > .hd { justify-content: flex-start; font-size: .8125rem }
        .draft h4 { margin-top: 1rem }

        .s { list-style: none; margin-top: .25rem }
        ol.s { counter-reset: n }
        .s > li {
          display: grid; grid-template-columns: minmax(0, 1fr) 11.5rem; column-gap: 1rem; padding: .3125rem 0;
          border-top: 1px solid var(--line);
        }
        ol.s > li { grid-template-columns: .75rem minmax(0, 1fr) 11.5rem; counter-increment: n }
        ol.s > li::before { content: counter(n); color: var(--soft); font-weight: 600 }
        .s .miss { grid-column: 1 / -1; color: var(--no); font-size: .8125rem }
        ol.s .miss { grid-column-start: 2 }
        .s .miss code { padding: 0 .25rem; margin-inline-end: .125rem; border: 1px solid; border-radius: 3px }
        .rest {
          display: flex; flex-wrap: wrap; gap: .25rem; align-content: flex-start;
          user-select: none;
        }
        .rest .c { line-height: 1.5rem }
        .rest .nn { background: none }
        .c {
          display: inline-block; padding: 0 .4375rem; border-radius: 4px; font-size: .75rem; line-height: 1.25rem;
          font-weight: 600; white-space: nowrap;
        }
        .ok { background: var(--okb); color: var(--ok) }
        .wk { background: var(--wkb); color: var(--wk) }
        .no { background: var(--nob); color: var(--no) }
        .nn { background: var(--nnb); color: var(--soft); font-weight: 400 }
        .ref {
          padding: 0 .4375rem; border: 1px solid var(--line); border-radius: 4px; font-size: .75rem;
          line-height: 1.375rem; text-decoration: none; background: var(--card);
        }
        .ref:hover { border-color: currentcolor }
        .gone { color: var(--no) }
        .reply { margin-top: 1rem; padding: .75rem 1rem .875rem; border: 1px solid var(--line); border-radius: 6px }
        .reply > h4 { margin-top: 0 }
        .reply .s > li { border-top: 0; padding: .125rem 0 }
        .fold { margin-top: .5rem; font-size: .875rem }
        .fold > summary { cursor: pointer; color: var(--soft); width: fit-content }
        .fold > summary:hover { color: var(--ink) }
        .fold .body { padding: .625rem .875rem; background: var(--sunk); border-radius: 6px }
        .fold ol { padding-inline-start: 1.75rem }

        .box {
          margin-top: .5rem; padding: .75rem .875rem; background: var(--card); border: 1px solid var(--line);
          border-radius: 6px;
        }
        .box > .ev:first-child { margin-top: 0 }
        .box > p { font-size: .875rem }
        .score { color: var(--soft); font-size: .8125rem; white-space: nowrap }
        .what { margin-top: .125rem; color: var(--soft) }
        .spec {
          display: grid; grid-template-columns: 1fr 1fr; gap: .125rem 1rem; margin-top: .5rem; font-size: .8125rem;
        }
        .spec > div { display: flex; gap: .5rem; min-width: 0 }
        .spec > div:first-child, .spec > div:has(.u) { grid-column: 1 / -1 }
        .spec dt { min-width: 3.75rem }
        .on { color: var(--ok); font-weight: 600 }
        .off { color: var(--no); font-weight: 600 }
        .disks, .alerts, .warn, .calls { list-style: none; font-size: .8125rem }
        .disks { margin-top: .5rem; display: grid; gap: .125rem }
        .disks li {
          display: grid; grid-template-columns: 3.75rem minmax(3rem, 1fr) auto; gap: .5rem; align-items: center;
        }
        .disks svg { width: 100%; height: .5rem; border-radius: 2px; display: block }
        .free { fill: var(--nnb) }
        .used { fill: var(--bar) }
        .low { fill: var(--no) }
        .alerts { margin-top: .5rem }
        .alerts b { color: var(--no) }
        .box > .why { margin-top: .5rem; font-size: .8125rem; color: var(--soft) }
        .why code { color: var(--ink) }
        .int { color: var(--wk); font-weight: 600 }
        .terms { display: flex; flex-wrap: wrap; gap: .25rem; margin-top: .375rem }
        .terms > span:not(.vh) {
          padding: 0 .375rem; border-radius: 4px; background: var(--nnb); font-size: .75rem; line-height: 1.25rem;
        }
        .terms i { color: var(--soft) }
        .ev {
          display: grid; grid-template-columns: 2rem minmax(0, 1fr); gap: .375rem; margin: .5rem -.375rem 0;
          padding: .25rem .375rem; border-radius: 4px; font-size: .875rem; scroll-margin: 30vh 0;
        }
        .ev .tx { white-space: pre-line }
        .eid { font-size: .75rem; line-height: 1.3125rem; font-weight: 650; color: var(--link) }
        .ev:target { background: var(--hit); box-shadow: 0 0 0 2px var(--wk) }
        .cap { display: block; color: var(--soft); font-size: .8125rem }
        .m { font-weight: 600; border-bottom: 1px solid var(--bar) }
        .sol { margin-top: .375rem }
        .t > footer {
          padding: .625rem 1.25rem; border-top: 1px solid var(--line); font-size: .8125rem; color: var(--soft);
        }
        .t > footer .fold { margin: 0; font-size: inherit }
        .run { display: flex; flex-wrap: wrap; gap: 0 1rem }
        .warn { color: var(--wk); padding-bottom: .25rem }
        .sum .warn { margin-top: .5rem }
        .end { margin-top: 1.5rem; color: var(--soft) }

        @media (max-width: 60rem) {
          .cols { grid-template-columns: minmax(0, 1fr) }
          .side { border-inline-start: 0; border-top: 1px solid var(--line) }
        }
        @media (max-width: 40rem) {
          body { padding-top: 1rem }
          .t { margin-inline: -.75rem; border-radius: 0; border-inline: 0 }
          .t > header, .main, .side, .ban, .t > footer { padding-inline: .875rem }
          .sum dl { grid-template-columns: 1fr 1fr }
          .jump { width: 100%; margin: .125rem 0 0; justify-content: flex-start }
          .facts { display: grid }
          .facts dt { width: 5.25rem }
          .s > li { grid-template-columns: minmax(0, 1fr) }
          ol.s > li { grid-template-columns: .75rem minmax(0, 1fr) }
          .rest { padding: .125rem 0 }
          .rest .nn { padding: 0 }
          ol.s > li > .rest { grid-column: 2; margin: 0 }
          .spec { grid-template-columns: 1fr }
          thead { display: none }
          tbody tr { display: flex; flex-wrap: wrap; gap: .125rem .75rem; padding: .5rem .75rem }
          tbody tr + tr { border-top: 1px solid var(--line) }
          tbody tr > *, tbody tr + tr > * { padding: 0; border: 0 }
          tbody th { order: -1; flex: 1 0 100% }
          tbody td, tbody td:last-child { color: var(--soft); font-size: .8125rem; white-space: normal }
          tbody td.z { display: none }
        }
        @media (prefers-reduced-motion: reduce) { * { animation: none; transition: none } }
        @media (forced-colors: active) {
          .c, .tag, .terms > span, .idx input:checked + label { border: 1px solid }
          .idx input:checked + label { border-width: 2px }
          svg { forced-color-adjust: none }
        }
        @media print {
          :root {
            --page: #fff; --card: #fff; --sunk: #fff; --ink: #000; --soft: #444; --line: #bbb; --link: #000;
            --mark: #eee; --hit: #fff; --ok: #0b4a26; --okb: #fff; --wk: #5c3b00; --wkb: #fff; --no: #8a1510;
            --nob: #fff; --nnb: #fff; --bar: #666; color-scheme: light;
          }
          @page { margin: 14mm }
          body { max-width: none; padding: 0; font-size: 10pt }
          .t { content-visibility: visible; break-before: page; border: 0; margin: 0 }
          .t > header, .main, .side, .ban, .t > footer { padding-inline: 0; border-inline: 0 }
          .cols { display: block }
          .jump, .skip, .idx fieldset { display: none }
          .scroll { max-height: none; overflow: visible }
          tr, .box, .s > li, .ev, h3, h4 { break-inside: avoid }
          h3, h4 { break-after: avoid }
          thead th { position: static }
          .c, .tag { border: 1px solid }
          .tag { color: #000; background: #fff }
          mark { text-decoration: underline; background: none }
          svg, .free, .used, .low { print-color-adjust: exact; -webkit-print-color-adjust: exact }
          a[rel]::after { content: " (" attr(href) ")"; color: var(--soft) }
          details::details-content { content-visibility: visible; display: block; height: auto }
          details > summary { list-style: none }
        }

        """
}
