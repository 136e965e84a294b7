//! Guides: what the documentation of single items does not say. Each module is one page.
//!
//! In Chinese: [`zh_cn`].

/// What each of the seven channels needs, with an example.
///
#[doc = include_str!("links.md")]
#[doc = include_str!("channels.md")]
pub mod channels {}

/// The five template cards, their buttons, and updating a card that was sent.
///
#[doc = include_str!("links.md")]
#[doc = include_str!("cards.md")]
pub mod cards {}

/// Receiving clicks, messages and events: from the administration console to the first click.
///
#[doc = include_str!("links.md")]
#[cfg_attr(feature = "callback", doc = include_str!("callbacks.md"))]
pub mod callbacks {}

/// Smart bots: which sender to choose, from the console to the first push, answering and streaming.
///
#[doc = include_str!("links.md")]
#[cfg_attr(feature = "aibot", doc = include_str!("smart-bot.md"))]
pub mod smart_bot {}

/// What happens beyond a limit, long texts, many recipients, checking a body.
///
#[doc = include_str!("links.md")]
#[doc = include_str!("limits.md")]
pub mod limits {}

/// Uploading and downloading pictures, recordings, videos and files.
///
#[doc = include_str!("links.md")]
#[doc = include_str!("media.md")]
pub mod media {}

/// Messages that are not described yet, your own types, queues.
///
#[doc = include_str!("links.md")]
#[doc = include_str!("own_messages.md")]
pub mod own_messages {}

/// Testing without WeCom.
///
#[doc = include_str!("links.md")]
#[doc = include_str!("sandbox.md")]
pub mod sandbox {}

/// Tokens, retries, rates, timeouts, proxies, TLS, logs, secrets, alerts, cargo features.
///
#[doc = include_str!("links.md")]
#[doc = include_str!("production.md")]
pub mod production {}

/// Which error follows each network fault, and whether the message was delivered.
///
#[doc = include_str!("links.md")]
#[doc = include_str!("faults.md")]
pub mod faults {}

/// Other SDKs, what is missing here, and the cost.
///
#[doc = include_str!("links.md")]
#[doc = include_str!("comparison.md")]
pub mod comparison {}

/// 中文文档，每个模块是一页。
pub mod zh_cn {
    /// 七个通道：各需要什么，如何使用。
    ///
    #[doc = include_str!("zh-CN/links.md")]
    #[doc = include_str!("zh-CN/channels.md")]
    pub mod channels {}

    /// 五种模板卡片、按钮，以及更新已发送的卡片。
    ///
    #[doc = include_str!("zh-CN/links.md")]
    #[doc = include_str!("zh-CN/cards.md")]
    pub mod cards {}

    /// 接收点击、消息和事件：从管理后台到第一次点击。
    ///
    #[doc = include_str!("zh-CN/links.md")]
    #[cfg_attr(feature = "callback", doc = include_str!("zh-CN/callbacks.md"))]
    pub mod callbacks {}

    /// 智能机器人：用哪一种、从管理后台到第一条推送、回复与流式消息。
    ///
    #[doc = include_str!("zh-CN/links.md")]
    #[cfg_attr(feature = "aibot", doc = include_str!("zh-CN/smart-bot.md"))]
    pub mod smart_bot {}

    /// 超出限制的后果、长文本、大量接收者、检查请求体。
    ///
    #[doc = include_str!("zh-CN/links.md")]
    #[doc = include_str!("zh-CN/limits.md")]
    pub mod limits {}

    /// 上传和下载图片、语音、视频和文件。
    ///
    #[doc = include_str!("zh-CN/links.md")]
    #[doc = include_str!("zh-CN/media.md")]
    pub mod media {}

    /// 尚未描述的消息、自己的类型、队列。
    ///
    #[doc = include_str!("zh-CN/links.md")]
    #[doc = include_str!("zh-CN/own_messages.md")]
    pub mod own_messages {}

    /// 不连企业微信的测试。
    ///
    #[doc = include_str!("zh-CN/links.md")]
    #[doc = include_str!("zh-CN/sandbox.md")]
    pub mod sandbox {}

    /// token、重试、频率、超时、代理、TLS、日志、机密、告警、cargo 特性。
    ///
    #[doc = include_str!("zh-CN/links.md")]
    #[doc = include_str!("zh-CN/production.md")]
    pub mod production {}

    /// 其他 SDK、尚缺的功能和开销。
    ///
    #[doc = include_str!("zh-CN/links.md")]
    #[doc = include_str!("zh-CN/comparison.md")]
    pub mod comparison {}
}
