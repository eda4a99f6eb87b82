namespace Ward.Server.Api;

/// <param name="On">Whether it is to be in use.</param>
public sealed record SwitchRequest(bool? On);
