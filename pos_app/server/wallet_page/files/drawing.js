// Dark modules as one SVG path: sharp at every size, and no picture that could be kept.

const SVG = "http://www.w3.org/2000/svg";

/** Draw rows of modules (1 is dark) into `place`, with quiet modules to the sides and, where asked, above and below. */
export function draw(place, rows, quietX, quietY) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  const [width, height] = [rows[0].length + 2 * quietX, rows.length + 2 * quietY];
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("shape-rendering", "crispEdges");
  svg.setAttribute("aria-hidden", "true"); // What it is for is said by the name of its place.
  path.setAttribute("d", rows.map((row, y) => runs(row, quietX, y + quietY)).join(""));
  svg.append(path);
  place.replaceChildren(svg);
}

function runs(row, x0, y) {
  let drawn = "";
  for (let x = 0, length = 0; x < row.length; x += Math.max(length, 1)) {
    length = 0;
    while (row[x + length]) length += 1;
    if (length) drawn += `M${x0 + x} ${y}h${length}v1h-${length}z`;
  }
  return drawn;
}
