using Ward.Server.Application.Views;

namespace Ward.Server.Console.Parts;

/// <param name="Probability">Of the most probable path that takes it, 0..1.</param>
internal sealed record PathEdge(PathNode From, PathNode To, StepView Step, double Probability);
