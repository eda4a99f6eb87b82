namespace Ward.Benchmarks.Endpoint;

/// <summary>What /proc says of a process' memory, in MB of 10^6 bytes.</summary>
/// <param name="Resident">VmRSS.</param>
/// <param name="Anonymous">RssAnon: heap, stacks, what was written.</param>
/// <param name="File">RssFile: mapped files, which other processes may share.</param>
/// <param name="Peak">VmHWM.</param>
internal readonly record struct MemoryFacts(double Resident, double Anonymous, double File, double Peak);
