"""A row for receiving the click in the first argument by wechatpy: the best of ten rounds."""

import json
import sys
import time

from wechatpy.work import parse_message
from wechatpy.work.crypto import WeChatCrypto

CALLS = 500

click = json.loads(sys.argv[1])
query = dict(pair.split("=", 1) for pair in click["query"].split("&"))
crypto = WeChatCrypto(click["token"], click["encoding_aes_key"], click["receive_id"])


def seconds(clock):
    start = clock()
    for _ in range(CALLS):
        text = crypto.decrypt_message(click["post_body"], query["msg_signature"], query["timestamp"], query["nonce"])
        parse_message(text)
    return (clock() - start) / CALLS


cpu, wall = (min(seconds(clock) for _ in range(10)) * 1e6 for clock in (time.process_time, time.perf_counter))
print(f"| wechatpy | {cpu:.1f} | {wall:.1f} |")
