namespace Ward.Server.Application;

/// <summary>The figures of the live engines now.</summary>
internal delegate EngineFigures CurrentFigures();
