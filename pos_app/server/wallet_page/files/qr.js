// QR code, model 2 (ISO/IEC 18004): byte mode, error correction M, versions 1 to 6. The phone draws its own code, so that
// the server, which has payments to take, does not.

const QUIET = 4;

// By version: error correction words per block, blocks, data words per block.
const BLOCKS = [null, [10, 1, 16], [16, 1, 28], [26, 1, 44], [18, 2, 32], [24, 2, 43], [16, 4, 27]];
const LEVEL_M = 0;
const FORMAT_GENERATOR = 0x537;
const FORMAT_MASK = 0x5412;
const FIELD = 0x11d;

const MASKS = [
  (x, y) => (x + y) % 2,
  (x, y) => y % 2,
  (x) => x % 3,
  (x, y) => (x + y) % 3,
  (x, y) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2,
  (x, y) => ((x * y) % 2) + ((x * y) % 3),
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2,
];

export { QUIET };

/** The modules of a text as rows, 1 is dark, without the quiet zone; a RangeError for a text of over 106 bytes. */
export function qr(text) {
  const bytes = new TextEncoder().encode(text);
  const version = BLOCKS.findIndex((block) => block && bytes.length + 2 <= block[1] * block[2]);
  if (version < 0) throw new RangeError(`${bytes.length} bytes`);
  const bits = interleaved(dataWords(bytes, version), version).flatMap((word) => bitsOf(word, 8));
  const drawn = MASKS.map((_, mask) => masked(version, bits, mask));
  const scores = drawn.map(penalty);
  return drawn[scores.indexOf(Math.min(...scores))];
}

const bitsOf = (value, length) => Array.from({ length }, (_, place) => (value >> (length - 1 - place)) & 1);

function dataWords(bytes, version) {
  const [, blocks, length] = BLOCKS[version];
  const bits = [...bitsOf(0b0100, 4), ...bitsOf(bytes.length, 8), ...[...bytes].flatMap((byte) => bitsOf(byte, 8))];
  bits.push(...Array(4).fill(0));
  const words = [];
  for (let at = 0; at < bits.length; at += 8) words.push(parseInt(bits.slice(at, at + 8).join(""), 2));
  while (words.length < blocks * length) words.push(0xec, 0x11);
  return words.slice(0, blocks * length);
}

function interleaved(words, version) {
  const [check, blocks, length] = BLOCKS[version];
  const data = Array.from({ length: blocks }, (_, block) => words.slice(block * length, (block + 1) * length));
  const checks = data.map((block) => remainder(block, check));
  const across = (parts, size) => Array.from({ length: size }, (_, place) => parts.map((part) => part[place])).flat();
  return [...across(data, length), ...across(checks, check)];
}

// -- Reed-Solomon over GF(256) --------------------------------------------------------------------------------------

function times(a, b) {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ (product >> 7 ? FIELD : 0);
    if ((b >> bit) & 1) product ^= a;
  }
  return product;
}

function generator(degree) {
  let polynomial = [1];
  let root = 1;
  for (let count = 0; count < degree; count += 1) {
    const longer = [...polynomial, 0];
    polynomial.forEach((factor, place) => (longer[place + 1] ^= times(factor, root)));
    polynomial = longer;
    root = times(root, 2);
  }
  return polynomial;
}

function remainder(words, degree) {
  const divisor = generator(degree);
  const rest = [...words, ...Array(degree).fill(0)];
  words.forEach((_, place) => {
    const lead = rest[place];
    divisor.forEach((factor, offset) => (rest[place + offset] ^= times(factor, lead)));
  });
  return rest.slice(words.length);
}

// -- the square -----------------------------------------------------------------------------------------------------

function masked(version, bits, mask) {
  const size = 17 + 4 * version;
  const rows = Array.from({ length: size }, () => Array(size).fill(null));
  putFinders(rows, size);
  if (version > 1) putSquare(rows, size - 9, size - 9, 5);
  for (let at = 8; at < size - 8; at += 1) rows[6][at] = rows[at][6] = 1 - (at % 2);
  putFormat(rows, size, mask);
  putData(rows, size, bits, mask);
  return rows;
}

/** Rings around a dark middle: a finder of 7, or the alignment pattern of 5. */
function putSquare(rows, left, top, side) {
  const middle = (side - 1) / 2;
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const ring = Math.max(Math.abs(x - middle), Math.abs(y - middle));
      rows[top + y][left + x] = ring === middle - 1 ? 0 : 1;
    }
  }
}

function putFinders(rows, size) {
  for (const [left, top] of [[0, 0], [size - 7, 0], [0, size - 7]]) {
    const [x0, y0] = [left ? left - 1 : 0, top ? top - 1 : 0];
    for (let y = y0; y < y0 + 8; y += 1) rows[y].fill(0, x0, x0 + 8);
    putSquare(rows, left, top, 7);
  }
}

function putFormat(rows, size, mask) {
  const data = (LEVEL_M << 3) | mask;
  let rest = data << 10;
  for (let bit = 14; bit >= 10; bit -= 1) if ((rest >> bit) & 1) rest ^= FORMAT_GENERATOR << (bit - 10);
  const format = ((data << 10) | rest) ^ FORMAT_MASK;
  for (let bit = 0; bit < 15; bit += 1) {
    const dark = (format >> bit) & 1;
    rows[bit < 6 ? bit : bit < 8 ? bit + 1 : size - 15 + bit][8] = dark;
    rows[8][bit < 8 ? size - 1 - bit : bit === 8 ? 7 : 14 - bit] = dark;
  }
  rows[size - 8][8] = 1;
}

function putData(rows, size, bits, mask) {
  let next = 0;
  let up = true;
  for (let right = size - 1; right > 0; right -= 2, up = !up) {
    if (right === 6) right -= 1;
    for (let step = 0; step < size; step += 1) {
      const y = up ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (rows[y][x] !== null) continue;
        rows[y][x] = (bits[next] ?? 0) ^ (MASKS[mask](x, y) === 0 ? 1 : 0);
        next += 1;
      }
    }
  }
}

// -- which mask is the easiest to read ------------------------------------------------------------------------------

function penalty(rows) {
  const columns = rows.map((_, x) => rows.map((row) => row[x]));
  const lines = [...rows, ...columns].map((line) => line.join(""));
  const long = lines.reduce((sum, line) => sum + (line.match(/0{5,}|1{5,}/g) ?? []).reduce((all, run) => all + run.length - 2, 0), 0);
  const finders = lines.reduce((sum, line) => sum + (line.match(/(?=00001011101|10111010000)/g) ?? []).length, 0);
  let blocks = 0;
  for (let y = 1; y < rows.length; y += 1) {
    for (let x = 1; x < rows.length; x += 1) {
      const sum = rows[y][x] + rows[y - 1][x] + rows[y][x - 1] + rows[y - 1][x - 1];
      if (sum % 4 === 0) blocks += 1;
    }
  }
  const dark = rows.flat().reduce((sum, module) => sum + module, 0) / rows.length ** 2;
  return long + 3 * blocks + 40 * finders + 10 * Math.floor(Math.abs(dark * 100 - 50) / 5);
}
