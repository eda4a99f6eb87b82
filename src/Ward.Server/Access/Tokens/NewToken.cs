namespace Ward.Server.Access.Tokens;

/// <param name="Secret">Shown once; what is kept is its hash.</param>
public sealed record NewToken(TokenRow Token, string Secret);
