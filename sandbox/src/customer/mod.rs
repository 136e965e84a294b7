//! Customer contact: mass messages, and the welcome to a new customer.

mod add_msg_template;
mod send_welcome_msg;
