// A notice with a picture.

export function newsNotice(parts) {
  return [parts.source(), parts.mainTitle(), parts.cardImage(), parts.imageText(), parts.quote(), parts.vertical(), parts.horizontal(), parts.jumps()];
}
