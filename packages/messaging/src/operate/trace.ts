import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Envelope } from '@shouwen/contracts';

/** Runs the work as a part of the trace of the command that caused the event. */
export const inTrace = <T>(event: Envelope, work: () => Promise<T>): Promise<T> => {
  const cause = propagation.extract(context.active(), { traceparent: event.traceparent });
  const tracer = trace.getTracer('shouwen.messaging');
  return tracer.startActiveSpan(`consume ${event.type}`, { kind: SpanKind.CONSUMER }, cause, async (span) => {
    try {
      return await work();
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
};
