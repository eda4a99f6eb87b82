namespace Ward.Cli.Benchmarks;

/// <summary>One benchmark behind <c>ward bench NAME</c>.</summary>
internal interface IBenchmark
{
    /// <summary>Lower case with hyphens.</summary>
    string Name { get; }

    /// <summary>What is measured, in one sentence.</summary>
    string Description { get; }

    /// <summary>The options of the command line that it takes.</summary>
    IReadOnlyList<string> Options { get; }

    /// <summary>Whether it takes more than options.</summary>
    bool TakesMore => false;

    /// <param name="clock">For what is measured by the clock.</param>
    /// <param name="arguments">What it works on, then those of its <see cref="Options"/>, as they stand on the command line.</param>
    /// <param name="stop">Ends it early.</param>
    Task<IReadOnlyList<BenchmarkRow>> Run(TimeProvider clock, IReadOnlyList<string> arguments, CancellationToken stop);
}
