// WeCom's own SDK for smart bots at the server of the environment: pushes, uploads, answers everything that it hears, and
// leaves when a member says "bye". It fails where an ack has another errcode than 0.

const { WSClient, generateReqId } = require('@wecom/aibot-node-sdk');

const env = process.env;
const quiet = { debug() {}, info() {}, warn: console.error, error: console.error };
const client = new WSClient({ botId: env.WECOM_BOT_ID, secret: env.WECOM_BOT_SECRET, wsUrl: env.WECOM_BOT_URL, logger: quiet });

const card = {
  card_type: 'vote_interaction',
  main_title: { title: '午餐' },
  checkbox: { question_key: 'dish', mode: 1, option_list: [{ id: 'n', text: '面' }, { id: 'r', text: '饭' }] },
  submit_button: { text: '提交', key: 'send' },
  task_id: 'lunch-0611',
};

function must(step) {
  return (...given) => step(...given).catch((error) => {
    console.error(error);
    process.exit(1);
  });
}

client.on('authenticated', must(async () => {
  await client.sendMessage('lisi', { msgtype: 'markdown', markdown: { content: '**提醒** 16:00 例会' } });
  await client.sendMessage('lisi', { msgtype: 'template_card', template_card: card });
  // More than one chunk of 512 KB.
  const content = Buffer.alloc(1300 * 1024, '班表');
  const { media_id } = await client.uploadMedia(content, { type: 'file', filename: '班表.txt' });
  await client.sendMediaMessage('lisi', 'file', media_id);
}));

client.on('message.text', must(async (frame) => {
  const { content } = frame.body.text;
  if (content === 'bye') {
    client.disconnect();
    process.exit(0);
  }
  const stream = generateReqId('stream');
  await client.replyStream(frame, stream, '<think>查表</think>', false, undefined, { id: 'fb-31' });
  await client.replyStream(frame, stream, '正在查', false);
  await client.replyStream(frame, stream, `你问了:${content}`, true);
}));

client.on('message.file', must(async (frame) => {
  const { buffer, filename } = await client.downloadFile(frame.body.file.url, frame.body.file.aeskey);
  await client.reply(frame, { msgtype: 'markdown', markdown: { content: `${filename}: ${buffer}` } });
}));

client.on('event.enter_chat', must((frame) => client.replyWelcome(frame, { msgtype: 'text', text: { content: '你好' } })));

client.on('event.template_card_event', must((frame) => {
  const { selected_items: selected } = frame.body.event.template_card_event;
  const chosen = selected.selected_item[0].option_ids.option_id.join();
  const changed = { ...card, main_title: { title: `已选 ${chosen}` }, checkbox: { ...card.checkbox, disable: true } };
  return client.updateTemplateCard(frame, changed);
}));

client.on('event.feedback_event', must((frame) => {
  const { id, type } = frame.body.event.feedback_event;
  const content = `${id}: ${type}`;
  return client.sendMessage(frame.body.from.userid, { msgtype: 'markdown', markdown: { content } });
}));

client.on('error', (error) => {
  console.error(error);
  process.exit(1);
});

client.connect();
