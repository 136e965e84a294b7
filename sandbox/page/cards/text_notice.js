// A notice of text.

export function textNotice(parts) {
  return [parts.source(), parts.mainTitle(), parts.emphasis(), parts.quote(), parts.subTitle(), parts.horizontal(), parts.jumps()];
}
