// The page's own words. Titles of messages and operations come from the descriptions.

const WORDS = {
  everything: ["Everything received", "收到的所有请求"],
  search: ["Search", "搜索"],
  conversations: ["Conversations", "会话"],
  everyone: ["Everyone", "全体成员"],
  users: ["Members", "成员"],
  parties: ["Departments", "部门"],
  tags: ["Tags", "标签"],
  tickets: ["Picked members", "选人票据"],
  chats: ["Group chats", "群聊"],
  robots: ["Robots", "群机器人"],
  aibots: ["Chats of smart bots", "智能机器人会话"],
  aibot: ["Smart bot", "智能机器人"],
  growing: ["writing…", "生成中…"],
  expired: ["not finished in time", "超时未完成"],
  byAi: ["Written by AI", "内容由AI生成"],
  accurate: ["Accurate", "准确"],
  inaccurate: ["Inaccurate", "不准确"],
  customers: ["Customers", "客户"],
  families: ["Parents and students", "家长与学生"],
  robot: ["Robot", "群机器人"],
  application: ["Application", "应用"],
  parentsOf: ["parents of", "家长："],
  nothing: ["Nothing has come in yet. Send something to the sandbox.", "还没有收到请求，请向沙箱发送消息。"],
  noMatch: ["Nothing matches.", "没有匹配的内容。"],
  live: ["live", "实时"],
  away: ["connecting…", "连接中…"],
  refused: ["refused", "被拒绝"],
  cut: ["cut", "已截断"],
  cutHint: ["WeCom cuts the text here.", "企业微信会从这里截断。"],
  overHint: ["Longer than advised: the client may cut or wrap it.", "超出建议长度，客户端可能截断或换行。"],
  warning: ["warning", "条警告"],
  warnings: ["warnings", "条警告"],
  details: ["Request", "请求"],
  answer: ["Answer", "响应"],
  body: ["Body", "请求体"],
  copyJson: ["Copy as JSON", "复制为 JSON"],
  copyRust: ["Copy as Rust", "复制为 Rust"],
  copied: ["Copied", "已复制"],
  ignored: ["not described, ignored", "未在文档中，被忽略"],
  recalled: ["The application recalled this message", "应用撤回了一条消息"],
  more: ["More", "更多"],
  open: ["Details", "详情"],
  readOriginal: ["Read the original", "阅读原文"],
  miniProgram: ["Mini program", "小程序"],
  location: ["Location", "位置"],
  file: ["File", "文件"],
  picture: ["Picture", "图片"],
  video: ["Video", "视频"],
  voice: ["Voice", "语音"],
  unknownMedia: ["not uploaded here", "未在此上传"],
  confidential: ["Confidential", "保密消息"],
  massWaiting: ["Mass message: handed to this member, who has to confirm it", "群发消息：已下发，待该成员确认"],
  massSent: ["Mass message: this member has sent it", "群发消息：该成员已发送"],
  massCancelled: ["Mass message: cancelled", "群发消息：已取消"],
  massConfirm: ["Confirm and send", "确认发送"],
  massNotAFriend: ["not a contact any more", "已不是好友"],
  massLimit: ["has got too many this month", "本月接收已达上限"],
  contactLink: ["Contact link", "获客链接"],
  submit: ["Submit", "提交"],
  choose: ["Choose", "选择"],
  callback: ["Callback", "回调"],
  attempts: ["attempts", "次尝试"],
  reply: ["Reply", "被动回复"],
  sayAs: ["Write as", "以此身份发送："],
  send: ["Send", "发送"],
  noCallback: ["No callback URL: nobody hears what is written or clicked.", "未设置回调地址，点击和输入不会有回应。"],
  as: ["Click as", "点击身份"],
  language: ["中文", "English"],
  dark: ["Dark", "深色"],
  light: ["Light", "浅色"],
  bot: ["BOT", "BOT"],
  mentionAll: ["@all", "@所有人"],
  unknownType: ["Not known to this page", "本页面未知的消息类型"],
  noRecipient: ["no recipient", "无接收人"],
};

const LANGUAGES = ["en", "zh"];

let language = chosen();

function chosen() {
  const wanted = new URLSearchParams(location.search).get("lang") ?? localStorage.getItem("language");
  if (LANGUAGES.includes(wanted)) return wanted;
  return navigator.language.startsWith("zh") ? "zh" : "en";
}

export function currentLanguage() {
  return language;
}

export function switchLanguage() {
  language = language === "en" ? "zh" : "en";
  localStorage.setItem("language", language);
}

export function word(key) {
  return WORDS[key]?.[LANGUAGES.indexOf(language)] ?? key;
}

/// The language's version of a text of the descriptions.
export function translated(text) {
  return text?.[language] ?? text?.en ?? null;
}
