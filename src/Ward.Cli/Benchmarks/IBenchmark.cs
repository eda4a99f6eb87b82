namespace Ward.Cli.Benchmarks;

/// <summary>One benchmark behind <c>ward bench NAME</c>.</summary>
internal interface IBenchmark
{
    /// <summary>Lower case with hyphens.</summary>
    string Name { get; }

    /// <summary>What is measured, in one sentence.</summary>
    string Description { get; }

    Task<IReadOnlyList<BenchmarkRow>> Run(TimeProvider clock, CancellationToken stop);

    /// <summary>The same with what was named behind the benchmark's name; most take nothing.</summary>
    Task<IReadOnlyList<BenchmarkRow>> Run(IReadOnlyList<string> arguments, TimeProvider clock, CancellationToken stop) =>
        arguments.Count == 0 ? Run(clock, stop) : throw new IOException($"the benchmark {Name} takes nothing more");
}
