//! The types of bodies, by name.

use wecom_message::callback::{ButtonReply, CardReply, ImageReply, NewsReply, TextReply, VideoReply, VoiceReply};
use wecom_message::message::Visit;
use wecom_message::operations;

/// Calls the visitor with the type of a request or of a passive reply; `None` if there is none of this name.
pub fn visit<V: Visit>(name: &str, visitor: V) -> Option<V::Output> {
    Some(match name {
        "app.button_reply" => visitor.visit::<ButtonReply>(),
        "app.card_reply" => visitor.visit::<CardReply>(),
        "app.image_reply" => visitor.visit::<ImageReply>(),
        "app.news_reply" => visitor.visit::<NewsReply>(),
        "app.text_reply" => visitor.visit::<TextReply>(),
        "app.video_reply" => visitor.visit::<VideoReply>(),
        "app.voice_reply" => visitor.visit::<VoiceReply>(),
        operation => return operations::visit(operation, visitor),
    })
}
