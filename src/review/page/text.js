// Places in a talk. Spans count bytes of UTF-8, as everywhere in the program; browsers count otherwise within a turn.

const encoder = new TextEncoder();
const byteLength = (text) => encoder.encode(text).length;

/** A turn of the talk from its record. */
function turnOf([speaker, start, start_s, text], number) {
  const ascii = /^[\x00-\x7f]*$/.test(text);
  return { number, speaker, start, start_s, text, ascii, end: start + (ascii ? text.length : byteLength(text)) };
}

/** Where in a turn's text a byte of the talk stands. */
function indexOfByte(turn, byte) {
  const wanted = Math.max(0, Math.min(byte, turn.end) - turn.start);
  if (turn.ascii) return wanted;
  let bytes = 0;
  let index = 0;
  for (const letter of turn.text) {
    if (bytes >= wanted) break;
    const code = letter.codePointAt(0);
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    index += letter.length;
  }
  return index;
}

/** The byte of the talk at a place in a turn's text. */
function byteOfIndex(turn, index) {
  return turn.start + (turn.ascii ? index : byteLength(turn.text.slice(0, index)));
}

/** The turn in which a byte lies, or the last before it. */
function turnAt(turns, byte) {
  let [low, high] = [0, turns.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (turns[middle].start <= byte) low = middle + 1;
    else high = middle;
  }
  return turns[Math.max(0, low - 1)];
}

/** When a byte is spoken, in seconds: in proportion between the marks around it; null without marks. */
function timeAt(times, byte) {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle][0] <= byte) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return null;
  const [offset, seconds] = times[low - 1];
  if (low === times.length || times[low][1] <= seconds) return seconds;
  return seconds + ((byte - offset) / (times[low][0] - offset)) * (times[low][1] - seconds);
}

/** The byte that is spoken at a time. */
function byteAtTime(times, seconds) {
  let byte = 0;
  for (const [offset, at] of times) {
    if (at > seconds) break;
    byte = offset;
  }
  return byte;
}

const overlaps = (a, b) => a[0] < b[1] && b[0] < a[1];
const sameSpan = (a, b) => a[0] === b[0] && a[1] === b[1];

function clock(seconds) {
  if (seconds === null || seconds === undefined) return "";
  const whole = Math.floor(seconds);
  const pad = (number) => String(number).padStart(2, "0");
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return h ? `${h}:${pad(m)}:${pad(s)}` : `${pad(m)}:${pad(s)}`;
}

function plural(count, one, many = `${one}s`) {
  return `${count} ${count === 1 ? one : many}`;
}

const round = (seconds) => (seconds === null ? null : Math.round(seconds * 100) / 100);
