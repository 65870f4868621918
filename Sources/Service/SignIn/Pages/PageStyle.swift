/// The stylesheet of the pages before anybody is signed in. It loads nothing; `PageResponse` names it by its hash.
enum PageStyle {
    static let text: StaticString = """

        :root {
          color-scheme: light dark;
          --page: #f4f5f7; --card: #fff; --ink: #1a2027; --soft: #55606c; --line: #dfe3e8; --edge: #8a96a3;
          --link: #0b57a4; --main: #0b57a4; --on: #fff; --ok: #17653a; --okb: #e3f4e9; --no: #a3201a; --nob: #fde7e5;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --page: #111518; --card: #191e23; --ink: #e3e8ec; --soft: #a0acb7; --line: #2f373f; --edge: #6b7885;
            --link: #86bdf7; --main: #86bdf7; --on: #0d1a26; --ok: #86d7a3; --okb: #16321f; --no: #ffa79e; --nob: #431a18;
          }
        }
        *, ::before, ::after { box-sizing: border-box }
        html { -webkit-text-size-adjust: 100% }
        body {
          margin: 0; padding: clamp(1.5rem, 9vh, 6rem) 1rem 3rem; background: var(--page); color: var(--ink);
          font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
          overflow-wrap: anywhere;
        }
        main { max-width: 25rem; margin: 0 auto }
        h1, h2, p, dl, dd, form { margin: 0 }
        .brand { color: var(--soft); font-weight: 650; letter-spacing: .01em; margin-bottom: .75rem }
        h1 { font-size: 1.375rem; line-height: 1.3; letter-spacing: -.01em }
        h2 { font-size: 1.0625rem; line-height: 1.35 }
        .card {
          background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1.5rem;
        }
        .card + .card { margin-top: 1rem }
        .card > * + *, form > * + * { margin-top: 1rem }
        .soft { color: var(--soft); font-size: .875rem }
        label { display: block; font-weight: 600; font-size: .875rem; margin-bottom: .25rem }
        [hidden] { display: none }
        input:not([hidden]) {
          display: block; width: 100%; min-height: 2.75rem; padding: .375rem .75rem; font: inherit; color: inherit;
          background: var(--page); border: 1px solid var(--edge); border-radius: 6px;
        }
        button, .button {
          display: flex; align-items: center; justify-content: center; width: 100%; min-height: 2.75rem;
          padding: .375rem 1rem; font: inherit; font-weight: 600; text-align: center; text-decoration: none;
          color: var(--on); background: var(--main); border: 1px solid var(--main); border-radius: 6px; cursor: pointer;
        }
        .button { color: var(--link); background: none; border-color: var(--edge) }
        button:hover, .button:hover { text-decoration: underline; text-underline-offset: .15em }
        a { color: var(--link); text-underline-offset: .15em }
        :focus-visible { outline: 2px solid var(--link); outline-offset: 2px }
        .message { padding: .625rem .875rem; border-radius: 6px; background: var(--okb); color: var(--ok) }
        .message.bad { background: var(--nob); color: var(--no) }
        .or { display: flex; align-items: center; gap: .75rem; color: var(--soft); font-size: .875rem }
        .or::before, .or::after { content: ""; flex: 1; border-top: 1px solid var(--line) }
        dl > div { display: flex; flex-wrap: wrap; gap: 0 1rem; padding: .375rem 0; border-top: 1px solid var(--line) }
        dl > div:first-child { border-top: 0 }
        dt { color: var(--soft); flex: 0 0 9rem }
        dd { flex: 1 1 12rem }
        code { font: .875em/1.4 ui-monospace, "Cascadia Mono", Consolas, "DejaVu Sans Mono", monospace }
        @media (forced-colors: active) { .message, .card { border: 1px solid } }

        """
}
