namespace Ward.Cli.Benchmarks;

/// <summary>One benchmark behind <c>ward bench NAME</c>.</summary>
internal interface IBenchmark
{
    /// <summary>Lower case with hyphens.</summary>
    string Name { get; }

    /// <summary>What is measured, in one sentence.</summary>
    string Description { get; }

    Task<IReadOnlyList<BenchmarkRow>> Run(TimeProvider clock, CancellationToken stop);
}
