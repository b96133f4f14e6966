// A harness file that throws.

throw new Error('broken');
