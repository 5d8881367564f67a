import { appendFileSync } from 'node:fs';
import type { Attributes, AttributeValue } from '@opentelemetry/api';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace-base';

type Done = Parameters<SpanExporter['export']>[1];

const nanoseconds = ([seconds, nanos]: readonly [number, number]): string =>
  `${seconds}${String(nanos).padStart(9, '0')}`;

const succeeded = { code: 0 } as const;
const failed = (error: unknown) =>
  ({ code: 1, error: error instanceof Error ? error : new Error(String(error)) }) as const;

/** Writes each span as one line of JSON: enough to follow a request on one machine without a collector. */
export const fileExporter = (path: string, service: string): SpanExporter => ({
  export: (spans, done) => {
    try {
      appendFileSync(path, spans.map((span) => `${JSON.stringify(lineOf(span, service))}\n`).join(''));
      done(succeeded);
    } catch (error) {
      done(failed(error));
    }
  },
  shutdown: async () => undefined,
});

const lineOf = (span: ReadableSpan, service: string) => ({
  traceId: span.spanContext().traceId,
  spanId: span.spanContext().spanId,
  parentSpanId: span.parentSpanContext?.spanId ?? null,
  service,
  name: span.name,
  kind: span.kind,
  startNanoseconds: nanoseconds(span.startTime),
  durationMilliseconds: span.duration[0] * 1e3 + span.duration[1] / 1e6,
  status: span.status.code,
  attributes: span.attributes,
});

/**
 * Sends spans as OTLP over HTTP in JSON to `<endpoint>/v1/traces`. Our own few lines, because the exporter package loads
 * its whole configuration system at start.
 */
export const otlpExporter = (endpoint: string, service: string): SpanExporter => ({
  export: (spans, done) => void send(`${endpoint.replace(/\/$/, '')}/v1/traces`, otlpBody(spans, service), done),
  shutdown: async () => undefined,
});

const send = async (url: string, body: string, done: Done): Promise<void> => {
  try {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(5_000) });
    await response.body?.cancel();
    done(response.ok ? succeeded : failed(`the collector answered ${response.status}`));
  } catch (error) {
    done(failed(error));
  }
};

/** The JSON encoding of an OTLP trace request. */
export const otlpBody = (spans: readonly ReadableSpan[], service: string): string =>
  JSON.stringify({
    resourceSpans: [
      {
        resource: { attributes: attributesOf({ 'service.name': service }) },
        scopeSpans: [{ scope: { name: 'shouwen' }, spans: spans.map(otlpSpan) }],
      },
    ],
  });

const otlpSpan = (span: ReadableSpan) => ({
  traceId: span.spanContext().traceId,
  spanId: span.spanContext().spanId,
  parentSpanId: span.parentSpanContext?.spanId ?? '',
  name: span.name,
  // The protocol counts kinds from one, the interface from zero.
  kind: span.kind + 1,
  startTimeUnixNano: nanoseconds(span.startTime),
  endTimeUnixNano: nanoseconds(span.endTime),
  attributes: attributesOf(span.attributes),
  status: { code: span.status.code },
});

const attributesOf = (attributes: Attributes) =>
  Object.entries(attributes).map(([key, value]) => ({ key, value: otlpValue(value) }));

const otlpValue = (value: AttributeValue | undefined) => {
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'number') return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  return { stringValue: String(value) };
};
