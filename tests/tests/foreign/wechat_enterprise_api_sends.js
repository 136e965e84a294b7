// Sends what the package wechat-enterprise-api knows through the server of the environment. It fails where the errcode is not 0.

const fs = require('fs');
const os = require('os');
const path = require('path');
const { promisify } = require('util');

const API = require('wechat-enterprise-api');

const env = process.env;
const api = new API(env.WECOM_CORP_ID, env.WECOM_CORP_SECRET, env.WECOM_AGENT_ID);
api.prefix = env.WECOM_BASE_URL.replace(/\/$/, '') + '/cgi-bin/';

const send = promisify(api.send.bind(api));
const upload = promisify(api.uploadMedia.bind(api));
const download = promisify(api.getMedia.bind(api));

async function main() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foreign-'));
  const uploaded = async (type, name, content) => {
    const file = path.join(folder, name);
    fs.writeFileSync(file, content);
    return (await upload(file, type)).media_id;
  };
  const image = await uploaded('image', '图.png', Buffer.from('\x89PNG\r\n\x1a\n and more', 'latin1'));
  const file = await uploaded('file', 'report.csv', 'a,b\n1,2\n');
  const content = await download(file);
  if (content.toString() !== 'a,b\n1,2\n') throw new Error(`downloaded ${content}`);

  const to = { touser: 'zhangsan|lisi', toparty: '', totag: '' };
  const articles = [{ title: '标题', url: 'https://example.com' }];
  for (const message of [
    { msgtype: 'text', text: { content: '磁盘已满' }, safe: '0' },
    { msgtype: 'image', image: { media_id: image }, safe: 0 },
    { msgtype: 'file', file: { media_id: file } },
    { msgtype: 'news', news: { articles } },
    { msgtype: 'markdown', markdown: { content: '**完成**' } },
  ]) {
    await send(to, message);
  }
  fs.rmSync(folder, { recursive: true });
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
