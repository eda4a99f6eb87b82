using Ward.Benchmarks;

switch (args)
{
    case ["choice", .. var rest]:
        ChoiceBenchmark.Run(rest);
        return 0;
    default:
        Console.Error.WriteLine("usage: choice [graph nodes ...]");
        return 2;
}
