//! Hostile bodies: nothing of them runs, none breaks the page, and no request leaves.

use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use wecom_message::{Client, FileSource, Media, Raw, Robot, To};
use wecom_sandbox::Sandbox;

use crate::browser::Browser;
use crate::client;
use crate::kinds::{create_chat, send};

/// `TRAP` stands for the address of a server that must not be reached.
const TEXTS: [&str; 40] = [
    // Scripts and handlers.
    "<script>window.ran = 1</script>",
    "<script src=\"TRAP/s.js\"></script>",
    "<img src=x onerror=\"window.ran = 1\">",
    "<img src=\"TRAP/i.png\" srcset=\"TRAP/j.png 2x\">",
    "<svg onload=\"window.ran = 1\"><image href=\"TRAP/svg.png\"/></svg>",
    "<svg><script>window.ran = 1</script></svg>",
    "<body onload=\"window.ran = 1\">",
    "<details open ontoggle=\"window.ran = 1\">x</details>",
    "<input autofocus onfocus=\"window.ran = 1\">",
    "<div class=\"gray\" onmouseover=\"window.ran = 1\">x</div>",
    "<font color=\"red\" onclick=\"window.ran = 1\">x</font>",
    "<math><mtext></mtext><mglyph><svg><mtext><style><img src=x onerror=\"window.ran = 1\">",
    // Links that are none.
    "<a href=\"javascript:window.ran = 1\">x</a>",
    "<a href=\" JaVaScRiPt&colon;window.ran=1\">x</a>",
    "<a href=\"vbscript:msgbox(1)\">x</a>",
    "<a href=\"https://example.com\" onclick=\"window.ran = 1\">x</a>",
    "<a href='data:text/html,<script>window.ran=1</script>'>x</a>",
    "<a href=\"TRAP/ping\" ping=\"TRAP/pinged\">x</a>",
    "[x](javascript:window.ran=1)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](https://example.com/\"onmouseover=\"window.ran=1)",
    "![x](TRAP/track.png)",
    "[![x](TRAP/inner.png)](javascript:window.ran=1)",
    // Pages inside the page, and elsewhere.
    "<iframe srcdoc=\"<script>parent.ran = 1</script>\"></iframe>",
    "<iframe src=\"TRAP/frame\"></iframe><object data=\"TRAP/object\"></object><embed src=\"TRAP/embed\">",
    "<base href=\"TRAP\">",
    "<meta http-equiv=refresh content=\"0;url=TRAP/refresh\">",
    "<form action=\"TRAP/form\"><input name=a><button>Send</button></form>",
    "<link rel=stylesheet href=\"TRAP/c.css\"><link rel=preload as=image href=\"TRAP/p.png\">",
    "<style>@import url(TRAP/i.css); * { background: url(TRAP/b.png) }</style>",
    "<font color=\"red;background:url(TRAP/f.png)\">x</font>",
    "<video src=\"TRAP/v.mp4\" poster=\"TRAP/v.png\" autoplay></video>",
    // Ends of what surrounds them.
    "]]></Content><script>window.ran = 1</script>",
    "</pre></details></main><script>window.ran = 1</script>",
    "--><script>window.ran = 1</script><!--",
    "{{constructor.constructor('window.ran = 1')()}} ${window.ran = 1} `${window.ran = 1}`",
    "__proto__ constructor toString [[Prototype]]",
    // Writing that hides, turns around, or piles up.
    "\u{202e}drowssap\u{2066}\u{200f}\u{202a}",
    "a\u{200b}d\u{200c}m\u{200d}i\u{2060}n\u{feff}\u{ad}\u{0}\u{1b}[31m\u{7f}",
    "Z\u{351}\u{346}\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}\u{309}\u{30a}\u{30b}\u{30c}\u{30d}\u{30e}a\u{1f468}\u{200d}\u{1f469}",
];

/// In the place of every address.
const ADDRESSES: [&str; 8] = [
    "javascript:window.ran=1",
    "\u{1}javascript:window.ran=1",
    "java\nscript:window.ran=1",
    "data:text/html,<script>window.ran=1</script>",
    "vbscript:msgbox(1)",
    "blob:https://example.com/1",
    "file:///etc/passwd",
    "//TRAP_HOST/relative",
];

/// The HTML of articles, which is shown in a frame.
const ARTICLES: [&str; 10] = [
    "<script>top.ran = 1; window.opener && window.opener.postMessage('ran', '*'); parent.postMessage('ran', '*')</script>",
    "<img src=x onerror=\"parent.postMessage('ran', '*')\"><svg onload=\"parent.postMessage('ran', '*')\">",
    "<meta http-equiv=refresh content=\"0;url=TRAP/refresh\">",
    "<base href=\"TRAP\" target=_top><img src=\"relative.png\">",
    "<form action=\"TRAP/form\" method=post><input name=a autofocus onfocus=\"this.form.submit()\"><button>x</button></form>",
    "<style>@import url(TRAP/i.css); body { background: url(TRAP/b.png) } @font-face { font-family: x; src: url(TRAP/f.woff) } p { font-family: x }</style><p>x",
    "<img src=\"TRAP/i.png\" srcset=\"TRAP/j.png 2x\"><video src=\"TRAP/v.mp4\" autoplay></video><audio src=\"TRAP/a\" autoplay></audio>",
    "<link rel=stylesheet href=\"TRAP/c.css\"><link rel=preconnect href=\"TRAP\"><link rel=prefetch href=\"TRAP/p\"><link rel=dns-prefetch href=\"TRAP\">",
    "<iframe src=\"TRAP/frame\"></iframe><object data=\"TRAP/object\"></object><embed src=\"TRAP/embed\"><iframe srcdoc=\"<script>top.postMessage('ran', '*')</script>\"></iframe>",
    "<a href=\"javascript:parent.postMessage('ran', '*')\" target=_top>x</a><a href=\"TRAP/top\" target=_top>y</a>",
];

/// A server on another port of this machine that only writes down who comes, and for what.
struct Trap {
    host: String,
    caught: Arc<Mutex<Vec<String>>>,
}

impl Trap {
    fn set() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let host = listener.local_addr().unwrap().to_string();
        let caught = Arc::new(Mutex::new(Vec::new()));
        let kept = caught.clone();
        thread::spawn(move || {
            for stream in listener.incoming() {
                let stream = stream.unwrap();
                stream.set_read_timeout(Some(Duration::from_millis(200))).unwrap();
                // It hangs up after that was written down.
                let mut reader = BufReader::new(stream);
                let first = reader.by_ref().lines().next();
                let request = first.and_then(Result::ok).unwrap_or_else(|| "a connection".to_owned());
                kept.lock().unwrap().push(request);
            }
        });
        Self { host, caught }
    }

    fn caught(&self) -> Vec<String> {
        self.caught.lock().unwrap().clone()
    }

    fn baited(&self, text: &str) -> String {
        text.replace("TRAP_HOST", &self.host).replace("TRAP", &format!("http://{}", self.host))
    }
}

fn with_text(text: &str) -> Vec<(&'static str, &'static str, Value)> {
    vec![
        ("app", "text", json!({"content": text})),
        ("app", "markdown", json!({"content": text})),
        ("app", "textcard", json!({"title": text, "description": text, "url": "https://example.com"})),
        ("appchat", "news", json!({"articles": [{"title": text, "description": text, "url": "https://example.com"}]})),
        ("robot", "markdown_v2", json!({"content": text})),
        ("kf", "location", json!({"name": text, "address": text, "latitude": 1, "longitude": 2})),
    ]
}

/// Wherever an address can stand.
fn with_address(address: &str) -> Vec<(&'static str, &'static str, Value)> {
    let opens = |title: &str| json!({"type": 1, "url": address, "title": title});
    let article = json!({"title": "t", "url": address, "picurl": address});
    vec![
        ("app", "textcard", json!({"title": "t", "description": "d", "url": address})),
        (
            "app",
            "taskcard",
            json!({"title": "t", "description": "d", "url": address, "task_id": "t", "btn": [{"key": "k", "name": "n"}]}),
        ),
        (
            "app",
            "template_msg",
            json!({"template_id": "T", "url": address, "content_item": [{"key": "k", "value": "v"}]}),
        ),
        ("appchat", "news", json!({"articles": [article, article]})),
        (
            "app",
            "mpnews",
            json!({"articles": [{"title": "t", "thumb_media_id": "M", "content": "c", "content_source_url": address}]}),
        ),
        ("robot", "markdown_v2", json!({"content": format!("[x]({address}) ![x]({address})")})),
        ("kf", "link", json!({"title": "t", "url": address, "thumb_media_id": "M"})),
        ("kf", "ca_link", json!({"link_url": address})),
        (
            "kf",
            "msgmenu",
            json!({"head_content": "h", "list": [{"type": "view", "view": {"url": address, "content": "c"}}]}),
        ),
        (
            "app",
            "template_card",
            json!({"card_type": "news_notice", "main_title": {"title": "t"}, "source": {"desc": "d", "icon_url": address},
            "card_image": {"url": address}, "image_text_area": {"type": 1, "url": address, "title": "t", "desc": "d", "image_url": address},
            "quote_area": {"type": 1, "url": address, "quote_text": "q"}, "jump_list": [opens("t")], "card_action": opens("t"),
            "horizontal_content_list": [{"keyname": "k", "value": "v", "type": 1, "url": address}]}),
        ),
        (
            "app",
            "template_card",
            json!({"card_type": "button_interaction", "main_title": {"title": "t"}, "task_id": "b", "button_list": [{"type": 1, "text": "t", "url": address}]}),
        ),
    ]
}

/// Elements that the page makes nowhere, handlers, addresses that are none of the web.
const FOREIGN: &str = "[...document.querySelectorAll('main *')].filter((it) =>
    /^(script|svg|math|base|meta|link|style|object|embed|video|audio|body|font)$/.test(it.localName)
    || (it.localName === 'iframe' && it.getAttribute('sandbox') !== '')
    || (it.localName === 'img' && !/^(media\\?|data:image\\/)/.test(it.getAttribute('src')))
    || [...it.attributes].some(({ name }) => name.startsWith('on') || ['srcdoc', 'srcset', 'ping', 'action', 'formaction'].includes(name))
    || (it.localName === 'a' && !/^(https?:|#|media\\?)/.test(it.getAttribute('href')))).map((it) => it.outerHTML)";

#[test]
fn nothing_that_comes_in_runs_and_no_request_leaves() {
    let trap = Trap::set();
    let sandbox = Sandbox::builder().any_media_id().start().unwrap();
    let client = client(&sandbox);
    create_chat(&client);
    let texts = TEXTS.iter().flat_map(|text| with_text(&trap.baited(text)));
    let addresses = ADDRESSES.iter().flat_map(|address| with_address(&trap.baited(address)));
    let mut sent = 0;
    for (channel, msgtype, content) in texts.chain(addresses) {
        sandbox.advance(Duration::from_secs(3)); // a robot sends twenty in a minute
        send(&client, &sandbox, channel, &Raw::new(msgtype, content.clone()).unwrap())
            .unwrap_or_else(|error| panic!("{channel} {content}: {error}"));
        sent += 1;
    }
    assert!(sent > 300);
    for content in ARTICLES {
        article(&client, &trap.baited(content));
    }
    let names = trap.baited("<img src=\"TRAP/n.png\" onerror=\"window.ran = 1\">\u{202e}");
    let _ = client.send_text(To::user(&names), "to a hostile name").unwrap();
    let file = FileSource::bytes("\u{202e}<b>\"x'.exe", b"hello!".to_vec());
    let id = client.upload(Media::file(file)).unwrap().media_id;
    let _ = client.send_file(To::user("lisi"), &id).unwrap();
    let browser = Browser::start(1000, 20_000);
    for conversation in ["users/lisi", "robots/1", "chats/release", "customers/wmcustomer", ""] {
        browser.open(&format!("{}?lang=en#{conversation}", sandbox.page_url()));
        let _ = browser.evaluate("window.heard = [], addEventListener('message', (event) => heard.push(event.data))");
        let _ = browser.until("document.querySelectorAll('main .row > *').length > 10");
        // Every row in its turn.
        let rows = browser.evaluate("document.querySelectorAll('main .row').length").as_u64().unwrap();
        for row in (0..rows).step_by(5) {
            let row = format!("document.querySelectorAll('main .row')[{row}]");
            let _ = browser.evaluate(&format!("{row}.scrollIntoView()"));
            let _ = browser.until(&format!("{row}.firstChild"));
            let _ =
                browser.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true })");
            let _ = browser.until("document.querySelectorAll('.inside pre').length > 3");
            assert_eq!(browser.evaluate(FOREIGN), json!([]), "{conversation}");
            let _ = browser.evaluate("window.framed = new Set([...window.framed ?? [], ...[...document.querySelectorAll('iframe')].map((it) => it.src)])");
        }
        if conversation == "users/lisi" {
            assert!(browser.evaluate("window.framed.size").as_u64().unwrap() >= 10, "every article was opened");
        }
        assert_eq!(browser.evaluate("window.ran ?? null"), json!(null), "{conversation}");
        assert_eq!(browser.evaluate("window.heard"), json!([]), "{conversation}");
        assert_eq!(browser.foreign_requests(), json!([]), "{conversation}");
        let hash = if conversation.is_empty() { String::new() } else { format!("#{conversation}") };
        assert_eq!(browser.evaluate("location.hash"), json!(hash));
        let in_nav = browser.evaluate("document.querySelectorAll('nav img, nav script').length");
        assert_eq!(in_nav, json!(0), "{conversation}");
        // Still usable: the search answers.
        let search = "(() => { const search = document.getElementById('search'); search.value = 'hostile name'; search.dispatchEvent(new Event('input')) })()";
        let _ = browser.evaluate(search);
        let _ = browser.until("document.querySelectorAll('main .overview .request').length === 1");
    }
    assert_eq!(trap.caught(), Vec::<String>::new());
    browser.leave_for(&format!("http://{}", trap.host));
    assert!(trap.caught().contains(&"GET / HTTP/1.1".to_owned()), "the trap works");
}

/// An article's HTML is shown in a frame: it may have markup, but nothing in it runs.
fn article(client: &Client, content: &str) {
    let body = json!({"articles": [{"title": content, "thumb_media_id": "M", "content": content, "digest": content}]});
    let _ = client.send(To::user("lisi"), &Raw::new("mpnews", body).unwrap()).unwrap();
}

#[test]
fn an_enormous_body_does_not_break_the_page() {
    let sandbox = Sandbox::builder().any_media_id().start().unwrap();
    let client = client(&sandbox);
    let robot = Robot::from_url(&sandbox.webhook_url()).unwrap();
    let contents = [
        "line\n".repeat(10_000),
        "长".repeat(350_000),
        format!("{} deep", ">".repeat(3000)),
        format!("{}deep", "> ".repeat(1900)),
        (0..60).fold(String::new(), |items, depth| items + &" ".repeat(depth) + "- item\n"),
        "|".repeat(4000),
        "**[`".repeat(1000),
        "<a href=".repeat(400),
    ];
    for content in &contents {
        for msgtype in ["text", "markdown"] {
            let _ = client.send(To::user("lisi"), &Raw::new(msgtype, json!({"content": content})).unwrap());
        }
        let _ = robot.send(&Raw::new("markdown_v2", json!({"content": content})).unwrap());
    }
    let options: Vec<Value> =
        (0..1000).map(|id| json!({"id": id.to_string(), "text": contents[1].get(..3000)})).collect();
    let vote = json!({"card_type": "vote_interaction", "main_title": {"title": contents[0]}, "task_id": "v", "submit_button": {"text": "x", "key": "k"},
        "checkbox": {"question_key": "q", "option_list": options}});
    let _ = client.send(To::user("lisi"), &Raw::new("template_card", vote).unwrap());
    article(&client, &format!("{}{}", "<div>".repeat(20_000), contents[1].get(..480_000).unwrap()));
    let _ = client.send_text(To::user("lisi"), "still here").unwrap();
    let _ = robot.send_text("still here").unwrap();
    let browser = Browser::start(1100, 900);
    for conversation in ["users/lisi", "robots/1", ""] {
        browser.open(&format!("{}?lang=en#{conversation}", sandbox.page_url()));
        let _ = browser.until("document.querySelector('main .row > *') !== null");
        let rows = browser.evaluate("document.querySelectorAll('main .row').length").as_u64().unwrap();
        for row in 0..rows {
            let row = format!("document.querySelectorAll('main .row')[{row}]");
            let _ = browser.evaluate(&format!("{row}.scrollIntoView()"));
            let _ = browser.until(&format!("{row}.firstChild"));
            let _ = browser.evaluate(&format!(
                "{row}.querySelectorAll('details').forEach((details) => {{ details.open = true }})"
            ));
        }
        let problems =
            "[...document.querySelectorAll('article .problem')].map((it) => it.innerText).filter((it) => it !== '')";
        assert_eq!(browser.evaluate(problems), json!([]), "{conversation}");
        let is_wide = "document.scrollingElement.scrollWidth > innerWidth || document.querySelector('.list').scrollWidth > document.querySelector('.list').clientWidth";
        assert_eq!(browser.evaluate(is_wide), json!(false), "{conversation}");
    }
    browser.open(&format!("{}?lang=en#users/lisi", sandbox.page_url()));
    let _ = browser.until("document.querySelector('main').innerText.includes('still here')");
    assert_eq!(browser.errors(), Vec::<String>::new());
}

#[test]
fn uploads_are_never_served_as_pages() {
    let sandbox = Sandbox::start().unwrap();
    let html = FileSource::bytes("page.html", b"<script>window.ran = 1</script>".to_vec());
    let id = client(&sandbox).upload(Media::file(html)).unwrap().media_id;
    let browser = Browser::start(800, 600);
    browser.open(&sandbox.page_url());
    let script = format!(
        "await fetch('media?id={id}').then((answer) => ['content-type', 'x-content-type-options', 'content-disposition'].map((name) => answer.headers.get(name)))"
    );
    let headers = browser.evaluate(&format!("(async () => {script})()"));
    assert_eq!(headers, json!(["application/octet-stream", "nosniff", "attachment"]));
}
