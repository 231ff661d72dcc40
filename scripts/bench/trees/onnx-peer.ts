// The same trees in onnxruntime-node, on the CPU.
import { InferenceSession, Tensor } from 'onnxruntime-node';

export type OnnxPeer = {
  batch(matrix: Float32Array): Promise<Float32Array>;
  release(): Promise<void>;
};

/** @param threads undefined: as many as onnxruntime likes */
export const onnxPeer = async (file: string, width: number, threads: number | undefined): Promise<OnnxPeer> => {
  const session = await InferenceSession.create(file, {
    executionProviders: ['cpu'],
    ...(threads && { intraOpNumThreads: threads, interOpNumThreads: threads }),
  });
  return {
    batch: async (matrix) => {
      const rows = new Tensor('float32', matrix, [matrix.length / width, width]);
      const { probability } = await session.run({ rows }, ['probability']);
      return probability?.data as Float32Array;
    },
    release: () => session.release(),
  };
};
