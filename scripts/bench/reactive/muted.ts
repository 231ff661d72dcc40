/** Log lines are made and thrown away until `end`: a terminal is no part of what is measured. */
export const muted = (): { end(): void } => {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = () => true;
  return {
    end: () => {
      process.stdout.write = write;
    },
  };
};
