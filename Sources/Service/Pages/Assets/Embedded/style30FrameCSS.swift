// Written by scripts/embed-assets from Web/css/30-frame.css. Do not edit.
// swift-format-ignore-file

extension EmbeddedAssets {
    static let style30FrameCSS: StaticString = ##"""
.skip{position:absolute;left: -99rem;z-index: 10}
.skip:focus{left:var(--s4);top: var(--s2);padding: var(--s2) var(--s3);background: var(--card)}
.top{
position:sticky;top: 0;z-index: 5;display: flex;align-items: center;gap: var(--s5);height: 3rem;
padding:0 var(--s4);background: var(--card);border-bottom: 1px solid var(--line);
}
.top .brand{color:var(--ink);font-weight: 700;letter-spacing: -.01em;text-decoration: none}
.top nav{display:flex;align-self: stretch;gap: var(--s1);flex: 1;min-width: 0;overflow-x: auto}
.top nav a{
display:flex;align-items: center;padding: 0 var(--s3);color: var(--soft);text-decoration: none;
font-weight:550;border-block: 2px solid transparent;white-space: nowrap;
}
.top nav a:hover{color:var(--ink)}
.top nav a:focus-visible{outline-offset:-3px}
.top nav a[aria-current]{color:var(--ink);border-bottom-color: var(--main)}
.menu{position:relative;flex: none}
.menu > summary{
display:flex;align-items: center;gap: var(--s2);min-height: 2rem;padding: 0 var(--s2);border-radius: var(--round);
list-style:none;cursor: pointer;
}
.menu > summary::-webkit-details-marker{display:none}
.menu > summary::after{content:"";width: .4rem;height: .4rem;border: solid var(--soft);border-width: 0 1.5px 1.5px 0;rotate: 45deg;translate: 0 -.1rem}
.menu > summary:hover{background:var(--over)}
.menu .who{max-width:12rem;overflow: hidden;text-overflow: ellipsis;white-space: nowrap}
.menu-box{
position:absolute;inset-inline-end: 0;top: calc(100% + var(--s1));width: 16rem;padding: var(--s4);z-index: 6;
background:var(--card);border: 1px solid var(--line);border-radius: var(--round);box-shadow: 0 8px 24px var(--shade);
}
.menu-box > * + *{margin-top:var(--s3)}
.choice{display:flex;border: 0;min-width: 0}
.choice legend{padding:0;margin-bottom: var(--s1);color: var(--soft);font-size: .8125rem}
.choice button{
flex:1 1 auto;min-height: 2rem;padding: 0 var(--s2);font: inherit;font-size: .8125rem;color: var(--ink);
background:var(--card);border: 1px solid var(--edge);cursor: pointer;white-space: nowrap;
}
.choice button + button{border-inline-start:0}
.choice button:first-of-type{border-start-start-radius:var(--round);border-end-start-radius: var(--round)}
.choice button:last-of-type{border-start-end-radius:var(--round);border-end-end-radius: var(--round)}
.choice button[aria-pressed="true"]{background:var(--infob);color: var(--info);font-weight: 650}
.choice button:focus-visible{position:relative;z-index: 1}
.flash > *{padding:var(--s2) var(--s4);background: var(--okb);color: var(--ok);border-bottom: 1px solid var(--line)}
.flash > .bad{background:var(--badb);color: var(--bad)}
.flash > .weak{background:var(--weakb);color: var(--weak)}
main{padding:var(--s4) var(--s4) var(--s6)}
main.narrow{max-width:40rem;margin: 0 auto;padding-top: var(--s6)}
main.wide{max-width:84rem;margin: 0 auto}
.pod main{padding:var(--s2) var(--s3) var(--s4)}
.page-head{display:flex;flex-wrap: wrap;align-items: center;gap: var(--s2) var(--s4);margin-bottom: var(--s4)}
.page-head h1{flex:1 1 16rem;min-width: 0}
.card{background:var(--card);border: 1px solid var(--line);border-radius: var(--round);padding: var(--s4)}
.card + .card{margin-top:var(--s4)}
.card > * + *{margin-top:var(--s3)}
.notice{background:var(--card);border: 1px solid var(--line);border-radius: var(--round);padding: var(--s5)}
.notice > * + *{margin-top:var(--s3)}
main > :not(.page-head, .filters, .skip) + :is(.card, .scroll, .empty, .banner, .figures, .notice){margin-top:var(--s4)}
main > .banner + .banner{margin-top:var(--s2)}
.notice .address, dialog .address{display:block;padding: var(--s2) var(--s3);background: var(--sunk);border-radius: var(--round)}

"""##
}
