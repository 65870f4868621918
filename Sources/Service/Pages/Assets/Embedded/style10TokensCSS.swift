// Written by scripts/embed-assets from Web/css/10-tokens.css. Do not edit.
// swift-format-ignore-file

extension EmbeddedAssets {
    static let style10TokensCSS: StaticString = ##"""
:root{
color-scheme:light dark;
--page:light-dark(#f6f7f9, #0f1317);
--card:light-dark(#ffffff, #171c21);
--sunk:light-dark(#f1f3f6, #1d2329);
--over:light-dark(#e9edf2, #262d35);
--ink:light-dark(#1a2027, #e4e8ec);
--soft:light-dark(#55606c, #a2adb8);
--line:light-dark(#dfe3e8, #2b333b);
--edge:light-dark(#818d9a, #6f7c89);
--link:light-dark(#0b57a4, #86bdf7);
--main:light-dark(#0b57a4, #86bdf7);
--on:light-dark(#ffffff, #0d1a26);
--info:light-dark(#0b4f94, #9cc8f8);
--infob:light-dark(#e3eefa, #172b40);
--ok:light-dark(#145c34, #86d7a3);
--okb:light-dark(#e1f3e8, #15301f);
--weak:light-dark(#734a00, #f0c36a);
--weakb:light-dark(#fcefcf, #36280c);
--bad:light-dark(#a3201a, #ffa79e);
--badb:light-dark(#fde6e4, #421917);
--plainb:light-dark(#e9edf1, #283038);
--mark:light-dark(#fff0b8, #4d4115);
--bar:light-dark(#5c7fa3, #6f93b8);
--okbar:light-dark(#2f8f58, #4fae77);
--weakbar:light-dark(#b07400, #c9952f);
--badbar:light-dark(#c9372f, #e2665d);
--shade:light-dark(rgb(20 30 40 / .12), rgb(0 0 0 / .5));
--s1:.25rem;--s2: .5rem;--s3: .75rem;--s4: 1rem;--s5: 1.5rem;--s6: 2rem;
--round:6px;
--sans:system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
--mono:ui-monospace, "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
:root[data-theme="light"]{color-scheme:light}
:root[data-theme="dark"]{color-scheme:dark}

"""##
}
