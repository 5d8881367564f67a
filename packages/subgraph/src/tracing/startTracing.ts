import type { TracingConfig } from '../config.ts';
import { fileExporter, otlpExporter } from './spanLines.ts';

export type Tracing = { stop(): Promise<void> };

const off: Tracing = { stop: async () => undefined };

/**
 * Records spans of this process when a collector or a file is configured; else nothing is loaded and nothing costs.
 * Must be called before the database is opened: the driver is wrapped when TypeORM asks for it.
 */
export const startTracing = async (service: string, { otlpEndpoint, file }: TracingConfig): Promise<Tracing> => {
  const exporter = otlpEndpoint ? otlpExporter(otlpEndpoint, service) : file ? fileExporter(file, service) : null;
  if (!exporter) return off;
  const [{ BatchSpanProcessor, NodeTracerProvider }, { PgInstrumentation }] = await Promise.all([
    import('@opentelemetry/sdk-trace-node'),
    import('@opentelemetry/instrumentation-pg'),
  ]);
  const provider = new NodeTracerProvider({
    spanProcessors: [new BatchSpanProcessor(exporter, { scheduledDelayMillis: 500 })],
  });
  provider.register();
  // Without a request around it a query is the relay polling, which would drown everything else.
  const postgres = new PgInstrumentation({ requireParentSpan: true });
  postgres.setTracerProvider(provider);
  return {
    stop: async () => {
      postgres.disable();
      await provider.shutdown();
    },
  };
};
