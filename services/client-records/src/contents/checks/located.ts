/** The tag under which EXIF keeps where a picture was taken, and in there the latitude and the longitude. */
const gpsTag = 0x8825;
const latitudeTag = 2;
const longitudeTag = 4;

/**
 * Whether EXIF data (a TIFF, from its byte order on) say where the picture was taken.
 * @throws RangeError when they lead nowhere
 */
export const exifIsLocated = (tiff: Buffer): boolean => {
  const order = tiff.toString('latin1', 0, 2);
  if (order !== 'II' && order !== 'MM') throw new RangeError('no byte order');
  const little = order === 'II';
  const word = (at: number): number => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const double = (at: number): number => (little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  const entries = (at: number): number[] => Array.from({ length: word(at) }, (_, index) => at + 2 + index * 12);
  const gps = entries(double(4)).find((entry) => word(entry) === gpsTag);
  if (gps === undefined) return false;
  return entries(double(gps + 8)).some((entry) => [latitudeTag, longitudeTag].includes(word(entry)));
};

/** Whether XMP, the other place for it, does. */
export const xmpIsLocated = (xmp: Buffer): boolean => /GPS(Latitude|Longitude)/.test(xmp.toString('latin1'));
