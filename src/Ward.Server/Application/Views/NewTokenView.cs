namespace Ward.Server.Application.Views;

/// <param name="Secret">Shown once.</param>
public sealed record NewTokenView(TokenView Token, string Secret);
