namespace Ward.Server.Application.Views;

/// <summary>One probable way to a service.</summary>
/// <param name="Probability">0..1.</param>
/// <param name="Hours">Expected, until the service is reached.</param>
/// <param name="Cut">True where the prescription stops it.</param>
public sealed record PathView(
    string Service, string ServiceName, double Probability, double Hours, string Words, IReadOnlyList<StepView> Steps, bool Cut);
